// Boxes over a picture: buttons that are drawn, moved and sized by pointer and by keyboard.
// It knows pixels of the picture and nothing of what the boxes are for; whoever uses it holds the boxes.

/** The smallest side in pixels of the picture: less nobody can take hold of. */
const LEAST = 4;
/** Milliseconds without a key after which a box counts as standing still, and its place is spoken. */
const STILL = 500;
/** CSS px of a side that has room for a handle in its middle. */
const ROOM = 72;
const HANDLES = ["nw", "n", "ne", "e", "se", "s", "sw", "w"];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const between = (value, least, most) => Math.min(Math.max(value, least), most);

/** The box moved by whole pixels, within its frame. */
export function moved([x, y, width, height], dx, dy, [left, top, wide, high]) {
  return [
    between(Math.round(x + dx), left, left + wide - width),
    between(Math.round(y + dy), top, top + high - height),
    width,
    height,
  ];
}

/** The box with the sides that `handle` names (`nw`: top and left) moved, within its frame. */
export function sized([x, y, width, height], handle, dx, dy, [left, top, wide, high]) {
  let [right, bottom] = [x + width, y + height];
  if (handle.includes("w")) x = between(Math.round(x + dx), left, right - LEAST);
  if (handle.includes("e")) right = between(Math.round(right + dx), x + LEAST, left + wide);
  if (handle.includes("n")) y = between(Math.round(y + dy), top, bottom - LEAST);
  if (handle.includes("s")) bottom = between(Math.round(bottom + dy), y + LEAST, top + high);
  return [x, y, right - x, bottom - y];
}

/** The box between two points, within the frame; null where it is too small to be meant. */
export function spanned(from, to, [left, top, wide, high]) {
  const [x1, x2] = [from[0], to[0]].map((x) => Math.round(between(x, left, left + wide))).sort((a, b) => a - b);
  const [y1, y2] = [from[1], to[1]].map((y) => Math.round(between(y, top, top + high))).sort((a, b) => a - b);
  return x2 - x1 < LEAST || y2 - y1 < LEAST ? null : [x1, y1, x2 - x1, y2 - y1];
}

/** The box that fits into the frame, whatever was typed. */
export function fitted([x, y, width, height], [left, top, wide, high]) {
  const [w, h] = [between(width, 1, wide), between(height, 1, high)];
  return [between(x, left, left + wide - w), between(y, top, top + high - h), w, h];
}

/**
 * Shows boxes within `element`. `held` answers and is told:
 * - `frame(key)`: within which box a box stays; `draws()`: whether a drag on the picture draws a new box;
 * - `grabs(key)`: whether a drag on a box moves it, and does not draw another within it;
 * - `move(key, box)`: a box is being moved; `settle(key)`: it stands still; `drop(key, before)`: taken back;
 * - `draw(box)`, `drawn(box)`: a new box while and after it is drawn; `choose(key)`, `remove(key)`, `leave()`.
 */
export class BoxLayer {
  constructor(element, held) {
    Object.assign(this, { element, held, zoom: 1, chosen: null, buttons: new Map(), boxes: new Map() });
    this.handles = HANDLES.map((name) => {
      const handle = document.createElement("span");
      handle.className = "handle";
      handle.dataset.handle = name;
      handle.setAttribute("aria-hidden", "true");
      return handle;
    });
    element.addEventListener("pointerdown", (event) => this.#press(event));
    element.addEventListener("keydown", (event) => this.#type(event));
    element.addEventListener("focusin", (event) => this.#enter(event));
  }

  /** Show `items`: `{ key, kind, name, text, box }` in their order; buttons that stay keep the focus. */
  show(items, zoom) {
    this.zoom = zoom;
    this.boxes = new Map(items.map((item) => [item.key, item.box]));
    for (const [key, button] of this.buttons) {
      if (!this.boxes.has(key)) {
        button.remove();
        this.buttons.delete(key);
      }
    }
    items.forEach((item) => this.#place(item));
    if (!this.boxes.has(this.chosen)) this.chosen = null;
    this.#placeHandles();
  }

  /** Choose a box, or none, without moving the focus. */
  mark(key) {
    this.chosen = this.boxes.has(key) ? key : null;
    for (const [each, button] of this.buttons) button.classList.toggle("chosen", each === this.chosen);
    this.#placeHandles();
  }

  /** Move the focus to a box. */
  focus(key) {
    this.buttons.get(key)?.focus({ preventScroll: false });
  }

  #place({ key, kind, name, text, box }) {
    let button = this.buttons.get(key);
    if (!button) {
      button = document.createElement("button");
      button.type = "button";
      button.dataset.key = key;
      this.buttons.set(key, button);
    }
    button.className = `box-on-picture box-${kind}${key === this.chosen ? " chosen" : ""}`;
    button.setAttribute("aria-label", name);
    button.dataset.text = text;
    this.#lay(button, box);
    // In the order of the items, so that Tab goes from one mark to the next; moving a node loses its focus.
    const at = [...this.boxes.keys()].indexOf(key);
    if (this.element.children[at] !== button) {
      const focused = document.activeElement === button;
      this.element.insertBefore(button, this.element.children[at] ?? null);
      if (focused) button.focus({ preventScroll: true });
    }
  }

  #lay(node, [x, y, width, height]) {
    const { zoom } = this;
    Object.assign(node.style, {
      left: `${x * zoom}px`,
      top: `${y * zoom}px`,
      width: `${width * zoom}px`,
      height: `${height * zoom}px`,
    });
  }

  #placeHandles() {
    const box = this.boxes.get(this.chosen);
    if (!box) return this.handles.forEach((handle) => handle.remove());
    const [x, y, width, height] = box;
    for (const handle of this.handles) {
      const { handle: name } = handle.dataset;
      // Beside its corners a small box has no room for more.
      handle.hidden = name.length === 1 && (/[ns]/.test(name) ? width : height) * this.zoom < ROOM;
      const across = name.includes("w") ? 0 : name.includes("e") ? 1 : 0.5;
      const down = name.includes("n") ? 0 : name.includes("s") ? 1 : 0.5;
      handle.style.left = `${(x + across * width) * this.zoom}px`;
      handle.style.top = `${(y + down * height) * this.zoom}px`;
      if (handle.parentNode !== this.element) this.element.append(handle);
    }
  }

  /** Where the pointer is, in pixels of the picture. */
  #point(event) {
    const { left, top } = this.element.getBoundingClientRect();
    return [(event.clientX - left) / this.zoom, (event.clientY - top) / this.zoom];
  }

  #press(event) {
    if (event.button !== 0 || this.drag) return;
    const handle = event.target.dataset?.handle;
    const own = event.target.dataset?.key;
    const key = handle ? this.chosen : own != null && this.held.grabs(own) ? own : null;
    if (key == null && !this.held.draws()) return;
    event.preventDefault();
    const from = this.#point(event);
    if (key != null) {
      this.focus(key);
      this.#choose(key);
    }
    this.drag = { key, handle, from, before: this.boxes.get(key), pointer: event.pointerId, moved: false };
    this.element.setPointerCapture(event.pointerId);
    this.ending = new AbortController();
    const { signal } = this.ending;
    this.element.addEventListener("pointermove", (moving) => this.#drag(moving), { signal });
    this.element.addEventListener("pointerup", (ended) => this.#release(ended), { signal });
    this.element.addEventListener("pointercancel", () => this.#takeBack(), { signal });
  }

  #drag(event) {
    const { key, handle, from, before } = this.drag;
    const to = this.#point(event);
    this.drag.moved ||= Math.hypot(to[0] - from[0], to[1] - from[1]) * this.zoom > 2;
    if (!this.drag.moved) return;
    if (key == null) return this.held.draw(spanned(from, to, this.held.frame(null)));
    const frame = this.held.frame(key);
    const by = [to[0] - from[0], to[1] - from[1]];
    this.held.move(key, handle ? sized(before, handle, ...by, frame) : moved(before, ...by, frame));
  }

  #release(event) {
    const { key, from, moved: done } = this.drag;
    this.#end();
    if (key == null) this.held.drawn(done ? spanned(from, this.#point(event), this.held.frame(null)) : null);
    else if (done) this.held.settle(key);
  }

  #takeBack() {
    const { key, before } = this.drag;
    this.#end();
    if (key == null) this.held.drawn(null);
    else this.held.drop(key, before);
  }

  #end() {
    this.ending.abort();
    if (this.element.hasPointerCapture(this.drag.pointer)) this.element.releasePointerCapture(this.drag.pointer);
    this.drag = null;
  }

  #choose(key) {
    if (this.chosen === key) return;
    this.mark(key);
    this.held.choose(key);
  }

  #enter(event) {
    const key = event.target.dataset?.key;
    if (key != null) this.#choose(key);
  }

  #type(event) {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.metaKey) return;
    const key = event.target.dataset?.key;
    if (event.key === "Escape") {
      event.preventDefault();
      if (this.drag) this.#takeBack();
      else this.held.leave();
    } else if (key != null && ARROWS[event.key]) {
      event.preventDefault();
      const [dx, dy] = ARROWS[event.key].map((step) => step * (event.shiftKey ? 10 : 1));
      const [box, frame] = [this.boxes.get(key), this.held.frame(key)];
      this.held.move(key, event.ctrlKey ? sized(box, "se", dx, dy, frame) : moved(box, dx, dy, frame));
      clearTimeout(this.still);
      this.still = setTimeout(() => this.held.settle(key), STILL);
    } else if (key != null && (event.key === "Delete" || event.key === "Backspace")) {
      event.preventDefault();
      this.held.remove(key);
    }
  }
}
