// How large marked text is shown, as tebiki/content/legibility.py reckons it; a test holds both equal.
// A box is [left, top, width, height] in pixels of the picture; measures come with the page.

const shown = (limit, text, width) => (text * limit.width) / width;
const widestOf = (limit, text) => Math.floor((text * limit.width) / limit.least);

/** Left and right end of what the marks take. */
function reach(marks) {
  return [Math.min(...marks.map((box) => box[0])), Math.max(...marks.map((box) => box[0] + box[2]))];
}

/** The shape of the picture: as its files say, else by the system that is typed. */
export function shapeOf(measures, system) {
  if (measures.shape) return measures.shape;
  const computer = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${measures.computers})(?![\\p{L}\\p{N}_])`, "iu");
  return computer.test(system) ? "window" : "phone";
}

/** Sizes on a phone's page (CSS px) and in print (pt), the widest picture that helps, and what marks need; or null. */
export function reading(measures, shape, text, width, marks) {
  if (!text || !marks.length) return null;
  const { web, print } = measures;
  const [left, right] = reach(marks);
  const sizes = { web: shown(web, text, width), print: shown(print[shape], text, width) };
  return {
    ...sizes,
    widest: Math.min(widestOf(web, text), widestOf(print[shape], text)),
    needed: right - left,
    smallOnWeb: sizes.web < web.least,
    smallInPrint: sizes.print < print.phone.least,
  };
}

/** A crop `widest` px wide with all marks in its middle, as high as `frame`. */
export function cropFor(frame, marks, widest) {
  const [x, y, width, height] = frame;
  const [left, right] = reach(marks);
  const start = Math.min(Math.max(Math.floor((left + right - widest) / 2), x), x + width - widest);
  return [start, y, widest, height];
}

/** A size as it is told: rounded down, so that what is too small never reads as enough. */
export const told = (size) => (Math.floor(size * 10) / 10).toFixed(1);
