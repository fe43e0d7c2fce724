// The editor of a capture: what is drawn over it, numbers beside it, sizes and looks at once. Nothing here asks
// the studio before somebody saves; what it then says is the last word.
import { BoxLayer, fitted } from "/static/marks.js";
import { cropFor, reading, shapeOf } from "/static/legibility.js";
import { listen } from "/static/screen_input.js";
import { showLooks, showNumbers, showSizes, tell, tellRefused } from "/static/screen_panels.js";
import { Steps, draftOf, dropDraft, keepDraft } from "/static/screen_steps.js";

/** The largest zoom, in CSS px for one of the picture's own. */
const MOST_ZOOM = 4;

/** A box of a picture that is `high` px high, when that is turned clockwise by a quarter. */
const turnedBox = ([x, y, width, height], high) => [high - y - height, x, height, width];

class ScreenEditor {
  constructor(form) {
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

  // --- The picture

  async loadSaved(address) {
    const image = new Image();
    image.src = address;
    try {
      await image.decode();
    } catch {
      return tell(this, "picture", this.say("unreadable"));
    }
    this.take(image, image.naturalWidth, image.naturalHeight, address);
  }

  /** A capture that somebody dropped, pasted or chose; its own orientation is followed, as when it is saved. */
  async loadFile(file) {
    tell(this, "picture", "");
    let image;
    try {
      // A copy in the field: what is seen is what is sent, though the file be changed or taken away meanwhile.
      const held = new DataTransfer();
      held.items.add(new File([await file.arrayBuffer()], file.name, { type: file.type }));
      this.find("#picture").files = held.files;
      image = await createImageBitmap(held.files[0], { imageOrientation: "from-image" });
    } catch {
      this.find("#picture").value = "";
      return tell(this, "picture", this.say("unreadable"));
    }
    this.begin(image);
    this.take(image, image.width, image.height, `${file.size}:${image.width}x${image.height}`);
  }

  /** Another capture: one as large as before was taken on the same device, and keeps what was drawn. */
  begin(image) {
    const before = this.image && this.state.turn === 0 ? this.sides : [];
    const same = before[0] === image.width && before[1] === image.height;
    if (same) this.state.covers.push(...this.covered);
    else this.state = this.blank({ turn: 0, crop: null, covers: [], marks: [] });
    this.covered = [];
    this.find(".covered-before")?.remove();
  }

  take(image, width, height, name) {
    this.image = image;
    this.sides = [width, height];
    this.name = name;
    this.find(".stage-view").hidden = this.find(".stage-foot").hidden = false;
    this.restore();
    this.fit();
  }

  /** The picture's sides after its turns. */
  size() {
    return this.state.turn % 2 ? [this.sides[1], this.sides[0]] : this.sides;
  }

  whole() {
    return [0, 0, ...this.size()];
  }

  crop() {
    return this.state.crop ?? this.whole();
  }

  paint() {
    const [width, height] = this.size();
    const { turn } = this.state;
    if (this.painted?.image === this.image && this.painted.turn === turn) return;
    this.painted = { image: this.image, turn };
    this.picture.dataset.name = `${this.name}:${turn}`;
    Object.assign(this.picture, { width, height });
    const context = this.picture.getContext("2d");
    context.translate(width / 2, height / 2);
    context.rotate((turn * Math.PI) / 2);
    context.drawImage(this.image, -this.sides[0] / 2, -this.sides[1] / 2);
  }

  // --- What is done

  /** What the layer asks, and what it tells. */
  answers() {
    return {
      frame: (key) => (this.staysInCrop(key) ? this.crop() : this.whole()),
      draws: () => this.tool !== null,
      grabs: (key) => key !== "crop-0" || this.state.crop !== null,
      move: (key, box) => this.put(key, box),
      settle: (key) => this.settle(key),
      drop: (key, before) => this.put(key, before),
      draw: (box) => this.ghost(box),
      drawn: (box) => this.drawn(box),
      choose: (key) => this.choose(key),
      remove: (key) => this.remove(key),
      leave: () => this.find(`[data-tool="${this.tool ?? "mark"}"]`).focus(),
    };
  }

  /** Marks point to what is kept; what is covered may reach beyond it. */
  staysInCrop(key) {
    return key ? key.startsWith("mark") : this.tool === "mark";
  }

  boxOf(key) {
    const [kind, at] = key.split("-");
    return kind === "crop" ? this.crop() : this.state[`${kind}s`][at];
  }

  put(key, box) {
    const [kind, at] = key.split("-");
    if (kind === "crop") this.state.crop = box;
    else this.state[`${kind}s`][at] = box;
    this.refresh();
  }

  nameOf(key) {
    const [kind, at] = key.split("-");
    return this.say(kind, { n: Number(at) + (kind === "mark" ? this.first : 1) });
  }

  /** A box stands still: its place is spoken and can be taken back to. */
  settle(key) {
    if (key.startsWith("crop")) this.keepMarksInside();
    this.commit();
    const box = this.boxOf(key);
    if (box) this.speak(this.placeOf(key, box));
  }

  placeOf(key, [x, y, w, h]) {
    return this.say("place", { name: this.nameOf(key), x, y, w, h });
  }

  keepMarksInside() {
    this.state.marks = this.state.marks.map((box) => box && fitted(box, this.crop()));
  }

  ghost(box) {
    this.drawing = box;
    this.refresh();
  }

  drawn(box) {
    this.drawing = null;
    if (!box) return this.refresh();
    if (this.tool === "measure") this.measured(box);
    else this.add(this.tool, box);
  }

  measured([, , , height]) {
    this.find("#text-height").value = String(height);
    this.speak(this.say("measured", { h: height }));
    this.refresh();
  }

  /** A new box; a mark takes the first place of the legend that has none. */
  add(kind, box, wanted = null) {
    if (!this.image) return tell(this, "picture", this.say("no-picture"), true);
    let key = "crop-0";
    if (kind === "cover") key = `cover-${this.state.covers.length}`;
    if (kind === "mark") {
      const at = wanted ?? this.state.marks.indexOf(null);
      if (at < 0) {
        this.refresh();
        return tell(this, "marks", this.say("all-marks-set", { n: this.rows.length }));
      }
      key = `mark-${at}`;
    }
    tell(this, "marks", "");
    this.put(key, box);
    this.layer.mark(key);
    this.layer.focus(key);
    this.settle(key);
  }

  /** A box in the middle of what is kept, to be moved by keys or numbers. */
  middle() {
    const [x, y, width, height] = this.crop();
    const [w, h] = [Math.round(width / 3), Math.round(Math.min(height, width) / 10)];
    return [x + Math.round((width - w) / 2), y + Math.round((height - h) / 2), Math.max(w, 1), Math.max(h, 1)];
  }

  choose(key) {
    this.rows.forEach((row, at) => row.classList.toggle("chosen", key === `mark-${at}`));
  }

  remove(key) {
    const [kind, at] = key.split("-");
    const inLayer = this.find(".stage-layer").contains(document.activeElement);
    this.speak(this.say("removed", { name: this.nameOf(key) }));
    if (kind === "crop") this.state.crop = null;
    else if (kind === "cover") this.state.covers.splice(Number(at), 1);
    else this.state.marks[at] = null;
    this.commit();
    if (!inLayer) return;
    const next = this.find(".stage-layer button");
    if (next) next.focus();
    else this.find(".stage-view").focus();
  }

  turn() {
    if (!this.image) return tell(this, "picture", this.say("no-picture"), true);
    const [, high] = this.size();
    const { crop, covers, marks } = this.state;
    this.state = {
      turn: (this.state.turn + 1) % 4,
      crop: crop && turnedBox(crop, high),
      covers: covers.map((box) => turnedBox(box, high)),
      marks: marks.map((box) => box && turnedBox(box, high)),
    };
    this.commit();
    this.fit();
    this.speak(this.say("turned"));
  }

  /** Another item of the legend for a mark: both change places. */
  relabel(from, to) {
    const { marks } = this.state;
    [marks[from], marks[to]] = [marks[to], marks[from]];
    this.commit();
    this.find(`[data-legend="${to}"]`).focus();
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
    if (count) keepDraft(this.name, this.state);
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
