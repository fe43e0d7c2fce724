// What is sent and shown, one after the other: a form is sent once, and only the room asked for last is shown.
// A slow machine answers late, and people press again or go on meanwhile.
const busy = document.getElementById("busy");
const WAITED_MS = 400;

let sent = null; // the form's request that is under way, until the room after it is shown
let loading = null; // the room after it
let asked = null; // the room asked for last
let told = 0;

const isRoom = ({ target }) => (target instanceof Element ? target.id : String(target ?? "").replace("#", "")) === "studio";
const isAct = ({ request }) => request.method.toUpperCase() !== "GET";

/** Say that the press was taken, where the answer takes longer than a moment. */
function tell() {
  clearTimeout(told);
  if (!sent && !asked) return busy.replaceChildren();
  const words = document.documentElement.lang === "en" ? "One moment…" : "お待ちください…";
  told = setTimeout(() => busy.replaceChildren(words), busy.hasChildNodes() ? 0 : WAITED_MS);
}

/** Show a room without a new entry in the history; the one that was on its way is given up. */
export async function load(address) {
  const source = document.body.appendChild(document.createElement("i"));
  source.hidden = true;
  loading = source;
  try {
    await htmx.ajax("GET", address, { source, target: "#studio", swap: "innerHTML" });
  } finally {
    source.remove();
    if (loading === source) loading = null;
  }
}

/** Show the room that a form's answer names; until then no other press is taken. */
export async function follow(ctx, address) {
  const mine = sent === ctx;
  await load(address);
  if (mine && sent === ctx) sent = null;
  tell();
}

document.addEventListener("htmx:before:request", (event) => {
  const { ctx } = event.detail;
  if (!isRoom(ctx)) return;
  if (!ctx.sourceElement.isConnected || (sent && ctx.sourceElement !== loading)) return event.preventDefault();
  asked?.request.abort?.();
  asked = ctx;
  if (isAct(ctx)) sent = ctx;
  tell();
});

document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  if (asked && asked !== ctx && isRoom(ctx)) event.preventDefault();
});

document.addEventListener("htmx:finally:request", (event) => {
  const { ctx } = event.detail;
  if (asked === ctx) asked = null;
  if (sent === ctx && !loading) sent = null;
  tell();
});
