// Sends the token with each request, puts rooms into the page, moves the focus and the title.
import "/static/keys.js";
import { follow, load } from "./one_at_a_time.js";

const KEPT = "tebiki-token";
const studio = document.getElementById("studio");
const locked = document.getElementById("locked");

/** htmx evaluates nothing that a page says: neither conditions nor handlers. */
function refuseToEvaluate() {
  throw new Error("nothing is evaluated here");
}
htmx.registerExtension("tebiki", {
  init: (api) => api.initSecurity(undefined, refuseToEvaluate, refuseToEvaluate),
});

const here = () => location.pathname + location.search;

function lock() {
  localStorage.removeItem(KEPT);
  studio.replaceChildren(locked.content.cloneNode(true));
  studio.querySelector("main").focus();
}

document.addEventListener("htmx:config:request", (event) => {
  event.detail.ctx.request.headers["X-Tebiki-Token"] = localStorage.getItem(KEPT) ?? "";
});

document.addEventListener("htmx:before:on:init", (event) => event.preventDefault());

// Answers that are no HTML: a room to go to, a file to keep, a token of yesterday.
document.addEventListener("htmx:before:response", (event) => {
  const { ctx } = event.detail;
  const { raw } = ctx.response;
  const address = raw.headers.get("X-Tebiki-Go");
  if (raw.status === 401) {
    event.preventDefault();
    lock();
  } else if (address) {
    event.preventDefault();
    const [path, anchor] = decodeURI(address).split("#");
    if (path !== here()) history.pushState({ htmx: true }, "", address);
    follow(ctx, path).then(() => anchor && document.getElementById(anchor)?.scrollIntoView());
  } else if ((raw.headers.get("Content-Disposition") ?? "").startsWith("attachment")) {
    event.preventDefault();
    keep(raw);
  }
});

/** Have the browser keep a file that was answered. */
async function keep(response) {
  const named = /filename\*=UTF-8''(.+)/.exec(response.headers.get("Content-Disposition"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = named ? decodeURIComponent(named[1]) : "";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

document.addEventListener("htmx:before:history:restore", (event) => {
  event.preventDefault();
  load(event.detail.path);
});

document.addEventListener("htmx:after:swap", (event) => {
  const target = event.detail.ctx.target;
  const id = target instanceof Element ? target.id : String(target ?? "").replace("#", "");
  const frame = studio.querySelector(".frame");
  if (id === "problems") {
    const told = document.getElementById("problems");
    told.focus();
    told.scrollIntoView({ block: "nearest" });
  } else if (id === "studio" && frame) {
    document.title = frame.dataset.title;
    document.documentElement.lang = frame.dataset.language;
    document.documentElement.dataset.theme = frame.dataset.theme;
    const wanted = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    const first = studio.querySelector("[data-focus]");
    window.scrollTo(0, 0);
    (first ?? wanted ?? studio.querySelector("main h1"))?.focus({ preventScroll: true });
    if (first) first.scrollIntoView({ block: "center" }); // what is wrong may stand far below
    else wanted?.scrollIntoView();
  }
  document.dispatchEvent(new CustomEvent("studio:shown", { detail: { target: id } }));
});

// The answer did not come: the studio has ended, or this machine sleeps.
document.addEventListener("htmx:error", () => {
  const told = document.getElementById("problems");
  if (told) told.textContent = document.documentElement.lang === "en"
    ? "The studio does not answer. What you typed is still here. Start it again, then press the button once more."
    : "スタジオから返事がありません。入力したものは、このページに残っています。「はじめる」をもう一度ダブルクリックしてから、やり直してください。";
});

// Rooms open their own scripts when they are shown.
const opened = new Set();
document.addEventListener("studio:shown", async () => {
  for (const element of document.querySelectorAll("[data-script]")) {
    const name = element.dataset.script;
    if (/^[a-z_]+$/.test(name) && !opened.has(name)) {
      opened.add(name);
      await import(`/static/rooms/${name}.js`);
      document.dispatchEvent(new CustomEvent("studio:script", { detail: { name } }));
    }
  }
});

async function start() {
  if (location.pathname !== "/start") return load(here());
  const body = new URLSearchParams({ secret: location.hash.slice(1) });
  history.replaceState(null, "", "/start");
  const answer = await fetch("/start", { method: "POST", body });
  if (!answer.ok) return localStorage.getItem(KEPT) ? location.replace("/") : lock();
  localStorage.setItem(KEPT, (await answer.json()).token);
  location.replace("/");
}
start();
