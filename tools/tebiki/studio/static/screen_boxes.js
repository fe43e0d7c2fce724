// What is drawn over the picture of a capture: marks, covered parts, the cut, each moved, added and removed.
import { fitted } from "/static/marks.js";
import { EditedPicture } from "/static/screen_picture.js";
import { tell } from "/static/screen_panels.js";

/** A box of a picture that is `high` px high, when that is turned clockwise by a quarter. */
const turnedBox = ([x, y, width, height], high) => [high - y - height, x, height, width];

/** Boxes by their keys: `mark-0`, `cover-1`, `crop-0`. */
export class EditedBoxes extends EditedPicture {
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
}
