// What people press, type and choose in the editor of a capture.
import { fitted } from "/static/marks.js";

/** How much closer one press shows the picture. */
const ZOOM_STEP = 1.25;

/** What a button of the page does. */
function act(editor, name, button) {
  const at = Number(button.dataset.at ?? button.closest("li")?.querySelector("[data-at]")?.dataset.at ?? 0);
  const acts = {
    undo: () => editor.undo(),
    redo: () => editor.redo(),
    turn: () => editor.turn(),
    smaller: () => editor.enlarge(1 / ZOOM_STEP),
    larger: () => editor.enlarge(ZOOM_STEP),
    whole: () => editor.fit(),
    place: () => editor.add("mark", editor.middle(), at),
    cover: () => editor.add("cover", editor.middle()),
    remove: () => editor.remove(`mark-${at}`),
    uncover: () => editor.remove(`cover-${at}`),
    uncrop: () => editor.remove("crop-0"),
    remedy: () => editor.remedy(),
  };
  acts[name]?.();
}

/** Numbers typed for a box: all four must be there. */
function typed(editor, field) {
  const set = field.closest("[data-numbers]");
  const numbers = [...set.querySelectorAll("input")].map((each) => each.value.normalize("NFKC").trim());
  if (!editor.image || !numbers.every((number) => /^\d{1,5}$/.test(number))) return;
  const { numbers: kind, at } = set.dataset;
  const frame = kind === "mark" ? editor.crop() : editor.whole();
  editor.put(`${kind}-${at}`, fitted(numbers.map(Number), frame));
}

/** Up and down change a number by 1, with Shift by 10. */
function step(editor, event) {
  const by = { ArrowUp: 1, ArrowDown: -1 }[event.key] * (event.shiftKey ? 10 : 1);
  const field = event.target;
  const number = field.value.normalize("NFKC").trim();
  if (!by || !/^\d+$/.test(number)) return;
  event.preventDefault();
  field.value = String(Math.max(Number(number) + by, 0));
  typed(editor, field);
}

/** Keys that act wherever the focus is, but while an input method composes. */
function press(editor, event) {
  if (event.isComposing || event.keyCode === 229) return;
  const typing = event.target.matches("input[type=text], textarea, select");
  const control = event.ctrlKey && !event.altKey;
  if (control && event.key === "s") {
    event.preventDefault();
    editor.form.requestSubmit();
  } else if (control && event.key === "z" && !typing) {
    event.preventDefault();
    editor.undo();
  } else if (control && event.key === "y" && !typing) {
    event.preventDefault();
    editor.redo();
  } else if (event.key === "F6") {
    event.preventDefault();
    const [stage, side] = [editor.find(".stage-column"), editor.find(".editor-side")];
    (stage.contains(document.activeElement) ? side : stage).focus();
  } else if (event.key === "Enter" && event.target.matches("[data-part]")) {
    // Enter ends a number; it saves nothing.
    event.preventDefault();
    editor.commit();
  } else if (event.target.matches("[data-part]")) step(editor, event);
}

/** Have the editor do what people press, type and choose. */
export function listen(editor) {
  const { form } = editor;
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.tool) editor.choice(button.dataset.tool);
    else if (button?.dataset.do) act(editor, button.dataset.do, button);
  });
  form.addEventListener("keydown", (event) => press(editor, event));
  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-part]")) typed(editor, event.target);
    else if (event.target.matches("#text-height, #os, #real-size")) editor.refresh();
  });
  form.addEventListener("change", (event) => {
    const { target } = event;
    if (target.matches("#picture") && target.files.length) editor.loadFile(target.files[0]);
    else if (target.matches("[data-part]")) editor.commit();
    else if (target.dataset.legend) editor.relabel(Number(target.dataset.legend), Number(target.value));
  });
  form.addEventListener("focusin", (event) => {
    const row = event.target.closest(".mark-row");
    if (row) editor.layer.mark(`mark-${row.dataset.row}`);
  });
}
