// The certificate's file and its password stay in this page: another answer of the studio takes neither away,
// and leaving the room forgets both. They are sent by the form alone.
let file = null;
let password = "";

const part = (form, name) => form.querySelector(`[data-${name}]`);

/** Say which file is chosen: its name and its size. */
function showChosen(form) {
  const input = form.elements.file;
  const chosen = input.files[0];
  if (!chosen) return;
  file = chosen;
  part(form, "chosen").hidden = false;
  part(form, "lost").hidden = true;
  part(form, "name").textContent = chosen.name;
  part(form, "choose").textContent = part(form, "choose").dataset.other;
  const unit = document.documentElement.lang === "en" ? "bytes" : "バイト";
  part(form, "size").textContent = `${chosen.size.toLocaleString("en")} ${unit}`;
}

/** Put a file into the field, as if it had been chosen there. */
function choose(form, chosen) {
  const held = new DataTransfer();
  held.items.add(chosen);
  form.elements.file.files = held.files;
  showChosen(form);
}

function openDrop(form) {
  const drop = part(form, "drop");
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("begin-over");
  };
  drop.addEventListener("dragenter", over);
  drop.addEventListener("dragover", over);
  drop.addEventListener("dragleave", () => drop.classList.remove("begin-over"));
  drop.addEventListener("drop", (event) => {
    const dropped = event.dataTransfer?.files[0];
    drop.classList.remove("begin-over");
    if (!dropped) return;
    event.preventDefault();
    choose(form, dropped);
    form.elements.password.focus();
  });
}

function openPassword(form) {
  const input = form.elements.password;
  const button = part(form, "show");
  button.hidden = false;
  button.addEventListener("click", () => {
    const shows = input.type === "password";
    input.type = shows ? "text" : "password";
    button.setAttribute("aria-pressed", String(shows));
  });
  input.addEventListener("input", () => { password = input.value; });
}

function open() {
  const form = document.querySelector('form[data-room="begin"]');
  if (!form) {
    password = "";
    if (!location.pathname.includes("/begin/")) file = null;
    return;
  }
  if (form.dataset.opened) return;
  form.dataset.opened = "yes";
  openDrop(form);
  openPassword(form);
  form.elements.file.addEventListener("change", () => showChosen(form));
  // What a quick hand gave before this ran stays.
  if (form.elements.file.files[0]) showChosen(form);
  else if (file) choose(form, file);
  else if (part(form, "name").textContent) part(form, "lost").hidden = false;
  if (form.elements.password.value) password = form.elements.password.value;
  else form.elements.password.value = password;
}

document.addEventListener("studio:shown", open);
// A file that misses the field is not opened by the browser in the studio's place.
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    if (document.querySelector('form[data-room="begin"]')) event.preventDefault();
  });
}
open();
