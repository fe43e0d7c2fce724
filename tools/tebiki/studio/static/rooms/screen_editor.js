// The editor of a capture: what is drawn over it, numbers beside it, sizes and looks at once. Nothing here asks
// the studio before somebody saves; what it then says is the last word.
import { BoxLayer } from "/static/marks.js";
import { cropFor, reading, shapeOf } from "/static/legibility.js";
import { EditedBoxes } from "/static/screen_boxes.js";
import { listen } from "/static/screen_input.js";
import { showLooks, showNumbers, showSizes, tell, tellRefused } from "/static/screen_panels.js";
import { Steps, draftOf, dropDraft, keepDraft } from "/static/screen_steps.js";

/** The largest zoom, in CSS px for one of the picture's own. */
const MOST_ZOOM = 4;

class ScreenEditor extends EditedBoxes {
  constructor(form) {
    super();
    this.form = form;
    this.measures = JSON.parse(form.dataset.measures);
    this.words = JSON.parse(form.dataset.words);
    // Pictures of a step count on: the first mark here may be the third of its step.
    this.first = Number(form.dataset.first);
    this.rows = [...form.querySelectorAll(".mark-row")];
    const { covered, ...state } = JSON.parse(form.dataset.state);
    // What the file that is there has covered: of another file it is not.
    this.covered = covered;
    this.state = this.blank(state);
    this.steps = new Steps(this.state);
    this.tool = null;
    this.zoom = null;
    this.find = (selector) => form.querySelector(selector);
    this.picture = this.find(".stage-picture");
    this.layer = new BoxLayer(this.find(".stage-layer"), this.answers());
    listen(this);
    if (form.dataset.source) this.loadSaved(form.dataset.source);
    this.refresh();
  }

  /** A state with a place for each mark; null: not set yet. */
  blank(state) {
    const marks = this.rows.map((_, at) => state.marks[at] ?? null);
    return { ...state, marks };
  }

  say(key, values = {}) {
    return this.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  speak(text) {
    const spoken = this.find("#spoken");
    spoken.textContent = "";
    requestAnimationFrame(() => (spoken.textContent = text));
  }

  // --- Undo, drafts

  /** What was done counts from here on, and can be taken back. */
  commit() {
    this.steps.commit(this.state);
    this.keep();
    this.refresh();
  }

  undo() {
    this.go(this.steps.undo(), "undone", "nothing-undone");
  }

  redo() {
    this.go(this.steps.redo(), "undone", "nothing-redone");
  }

  go(state, spoken, nothing) {
    if (!state) return this.speak(this.say(nothing));
    this.state = state;
    this.keep();
    this.fit();
    this.speak(this.say(spoken));
  }

  keep() {
    if (!this.name) return;
    const { count } = this.steps;
    if (count) {
      keepDraft(this.name, this.state);
      // What it shows is no longer what stands below.
      this.find(".saved-box")?.remove();
    }
    const saved = document.getElementById("saved");
    if (saved) saved.textContent = count ? this.say("unsaved", { n: count }) : "";
  }

  /** The marks of the same picture that were not saved. */
  restore() {
    this.steps = new Steps(this.state);
    const kept = draftOf(this.name);
    if (!kept) return;
    this.state = this.blank(kept);
    this.commit();
    this.speak(this.say("restored"));
  }

  // --- What is shown

  fit() {
    if (!this.image) return this.refresh();
    const view = this.find(".stage-view");
    const [width, height] = this.size();
    this.zoom = Math.min((view.clientWidth - 48) / width, Math.max(view.clientHeight - 48, 160) / height, 1);
    this.refresh();
  }

  enlarge(by) {
    this.zoom = Math.min(Math.max(this.zoom * by, 0.05), MOST_ZOOM);
    this.refresh();
  }

  /** Everything that follows from the state; pictures once a frame. */
  refresh() {
    const shown = this.image ? this.items() : [];
    if (this.image) this.showStage(shown);
    showNumbers(this);
    showSizes(this);
    this.fill();
    if (!this.waiting && this.image) {
      this.waiting = requestAnimationFrame(() => {
        this.waiting = null;
        showLooks(this);
      });
    }
  }

  items() {
    const { covers, marks, crop } = this.state;
    const items = covers.map((box, at) => ({ key: `cover-${at}`, kind: "cover", box, text: this.say("covered") }));
    if (crop || this.tool === "crop") items.unshift({ key: "crop-0", kind: "crop", box: this.crop(), text: "" });
    marks.forEach((box, at) => box && items.push({ key: `mark-${at}`, kind: "mark", box, text: String(at + this.first) }));
    return items.map((item) => ({ ...item, name: this.placeOf(item.key, item.box) }));
  }

  showStage(items) {
    this.paint();
    const [width, height] = this.size();
    const stage = this.find(".stage");
    Object.assign(stage.style, { width: `${width * this.zoom}px`, height: `${height * this.zoom}px` });
    stage.dataset.tool = this.tool ?? "";
    this.layer.show(items, this.zoom);
    const lay = (node, [x, y, w, h]) =>
      ["left", "top", "width", "height"].forEach((side, at) => (node.style[side] = `${[x, y, w, h][at] * this.zoom}px`));
    lay(this.find(".stage-crop"), this.crop());
    const ghost = this.find(".stage-ghost");
    ghost.hidden = !this.drawing;
    if (this.drawing) lay(ghost, this.drawing);
    this.find("#zoom").textContent = `${Math.round(this.zoom * 100)}%`;
  }

  /** How the marked text reads; null where that cannot be told. */
  reading() {
    const text = Number(this.find("#text-height").value.normalize("NFKC"));
    const marks = this.state.marks.filter(Boolean);
    const shape = shapeOf(this.measures, this.find("#os").value);
    if (!this.image || !Number.isInteger(text) || text < 1) return null;
    return reading(this.measures, shape, text, this.crop()[2], marks);
  }

  remedy() {
    const found = this.reading();
    const marks = this.state.marks.filter(Boolean);
    this.state.crop = cropFor(this.crop(), marks, found.widest);
    this.commit();
    this.speak(this.placeOf("crop-0", this.state.crop));
    this.find("#text-height").focus();
  }

  /** What the form sends. */
  fill() {
    const { turn, crop, covers, marks } = this.state;
    const written = (boxes) => boxes.filter(Boolean).map((box) => box.join(",")).join(" ");
    const fields = { turn, crop: crop ? crop.join(",") : "", covers: written(covers), marks: written(marks) };
    for (const [name, value] of Object.entries(fields)) this.form.elements[name].value = String(value);
  }

  // --- What people do

  choice(tool) {
    this.tool = this.tool === tool ? null : tool;
    for (const button of this.form.querySelectorAll("button[data-tool]")) {
      button.setAttribute("aria-pressed", String(button.dataset.tool === this.tool));
    }
    this.find("#tool-hint").textContent = this.tool ? this.say(`hint-${this.tool}`) : "";
    this.refresh();
    if (this.tool === "crop") this.layer.mark("crop-0");
  }

  /** The first picture of files that were dropped or pasted; whether there is one. */
  give(files) {
    const file = [...files].find((each) => each.type.startsWith("image/") || !each.type);
    if (!file) return false;
    this.loadFile(file);
    return true;
  }
}

let editor = null;

function open() {
  const form = document.querySelector("form.screen-editor");
  if (form && form !== editor?.form) {
    const saved = document.querySelector(".saved-box");
    if (saved) dropDraft();
    editor = new ScreenEditor(form);
  } else if (!form) editor = null;
}

document.addEventListener("studio:shown", (event) => {
  if (event.detail.target === "problems") editor && tellRefused(editor);
  else open();
});
document.addEventListener("paste", (event) => {
  if (editor && event.clipboardData.files.length && editor.give(event.clipboardData.files)) event.preventDefault();
});
// Anywhere on the page: else the browser would leave it and show the file.
document.addEventListener("dragover", (event) => {
  if (editor && event.dataTransfer.types.includes("Files")) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  if (!editor || !event.dataTransfer.files.length) return;
  event.preventDefault();
  editor.give(event.dataTransfer.files);
});
window.addEventListener("resize", () => editor?.refresh());
open();
