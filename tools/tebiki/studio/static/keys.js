// Keys of every room: Ctrl+S saves the form that one types in, Esc closes what stands open around the focus.

/** The form that saves, where the focus is in it or it is the only one of the room. */
function savingForm() {
  const own = document.activeElement?.closest("form[data-saves]");
  const all = document.querySelectorAll("main form[data-saves]");
  return own ?? (all.length === 1 ? all[0] : null);
}

/** Close the innermost part that opens, and go back to what opened it; whether there was one. */
function closeAround(element) {
  const open = element?.closest("details[open]");
  if (!open) return false;
  open.open = false;
  open.querySelector("summary")?.focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  // An input method that composes has its own use for each key.
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  const plain = !event.altKey && !event.shiftKey && !event.metaKey;
  if (plain && event.ctrlKey && event.key === "s") {
    event.preventDefault();
    const form = savingForm();
    form?.requestSubmit(form.querySelector("button.button-main"));
  } else if (plain && !event.ctrlKey && event.key === "Escape" && closeAround(event.target)) event.preventDefault();
});
