// What was done to a capture: one step back, one step on, and a draft that outlives a reload.

const KEPT = "tebiki-screen:";
const key = () => KEPT + location.pathname;

/** States as they were settled; each is kept as text, so that none changes afterwards. */
export class Steps {
  constructor(state) {
    this.settled = JSON.stringify(state);
    this.past = [];
    this.future = [];
  }

  /** How many changes there are that nobody has saved. */
  get count() {
    return this.past.length;
  }

  commit(state) {
    const now = JSON.stringify(state);
    if (now === this.settled) return;
    this.past.push(this.settled);
    this.future = [];
    this.settled = now;
  }

  /** The state before; null where there is none. */
  undo() {
    return this.#go(this.past, this.future);
  }

  redo() {
    return this.#go(this.future, this.past);
  }

  #go(from, to) {
    if (!from.length) return null;
    to.push(this.settled);
    this.settled = from.pop();
    return JSON.parse(this.settled);
  }
}

/** Keep what was drawn over the picture of that name, in this tab alone. */
export function keepDraft(name, state) {
  sessionStorage.setItem(key(), JSON.stringify({ name, state }));
}

/** What was drawn over the picture of that name; null where nothing was, or over another. */
export function draftOf(name) {
  const kept = JSON.parse(sessionStorage.getItem(key()) ?? "null");
  return kept?.name === name ? kept.state : null;
}

export const dropDraft = () => sessionStorage.removeItem(key());
