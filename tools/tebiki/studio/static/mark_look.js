// Marks as the manuals' pictures have them: a port of tebiki/render/marks.py for a preview while one drags.
// The picture that pages show is drawn by the engine; a badge may stand a few pixels elsewhere there.

/** The width that every capture is brought to, and sizes in pixels of such a picture. */
export const WIDTH = 720;
const [MARGIN, SMALLEST, RADIUS, LINE, CASING, BADGE, DIGIT] = [9, 44, 14, 6, 4, 26, 34];
const RING = BADGE + 4;
const [VERMILION, WHITE] = ["#a82500", "#fff"];
/** How far a tone must be from the commonest to count as drawn. */
const DRAWN = 70;

function side(start, end, length) {
  const middle = (start + end) / 2;
  const half = Math.max((end - start) / 2 + MARGIN, SMALLEST / 2);
  return [Math.max(middle - half, MARGIN), Math.min(middle + half, length - MARGIN)];
}

function boxAround([left, top, right, bottom], width, height) {
  const [x1, x2] = side(left, right, width);
  const [y1, y2] = side(top, bottom, height);
  return [x1, y1, x2, y2];
}

/** Places that touch the box, the best first. */
function* candidates([left, top, right, bottom]) {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  yield* [[left - BADGE, y], [right + BADGE, y]];
  for (const level of [top - BADGE, bottom + BADGE]) {
    yield* [[left + BADGE, level], [x, level], [right - BADGE, level]];
  }
  const reach = BADGE * 0.7;
  for (const level of [top - reach, bottom + reach]) yield* [[left - reach, level], [right + reach, level]];
  yield* [[left, top], [right, top]];
}

/** How much of the first rectangle lies in the second, 0 to 1. */
function share(of, within) {
  const width = Math.min(of[2], within[2]) - Math.max(of[0], within[0]);
  const height = Math.min(of[3], within[3]) - Math.max(of[1], within[1]);
  return (Math.max(width, 0) * Math.max(height, 0)) / ((of[2] - of[0]) * (of[3] - of[1]));
}

const around = ([x, y]) => [x - RING, y - RING, x + RING, y + RING];

/** Which pixels of a picture are drawn on: a tone well away from the commonest. */
export function busyPixels(context, width, height) {
  const { data } = context.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  const counts = new Uint32Array(256);
  for (let at = 0, pixel = 0; pixel < grey.length; at += 4, pixel += 1) {
    const tone = (data[at] * 19595 + data[at + 1] * 38470 + data[at + 2] * 7471 + 0x8000) >> 16;
    grey[pixel] = tone;
    counts[tone] += 1;
  }
  const ground = counts.indexOf(Math.max(...counts));
  return { width, height, pixels: grey.map((tone) => (Math.abs(tone - ground) > DRAWN ? 1 : 0)) };
}

/** The share of a badge's disc that lies on what is drawn. */
function covering([x, y], busy) {
  if (!busy) return 0;
  let [on, all] = [0, 0];
  for (let dy = -RING; dy < RING; dy += 2) {
    for (let dx = -RING; dx < RING; dx += 2) {
      if (dx * dx + dy * dy > RING * RING) continue;
      all += 1;
      const [left, top] = [Math.round(x) + dx, Math.round(y) + dy];
      if (left >= 0 && top >= 0 && left < busy.width && top < busy.height) on += busy.pixels[top * busy.width + left];
    }
  }
  return on / all;
}

function placeBadges(targets, boxes, [width, height], busy) {
  const badges = [];
  targets.forEach((target, own) => {
    let [best, least] = [null, Infinity];
    [...candidates(boxes[own])].forEach(([x, y], rank) => {
      const spot = [Math.min(Math.max(x, RING), width - RING), Math.min(Math.max(y, RING), height - RING)];
      let cost = 0.02 * rank + 1.2 * share(around(spot), target) + 10 * covering(spot, busy);
      targets.forEach((other, at) => {
        if (at !== own) cost += 6 * share(around(spot), other) + 2 * share(around(spot), boxes[at]);
      });
      for (const badge of badges) cost += 20 * share(around(spot), around(badge));
      if (cost < least) [best, least] = [spot, cost];
    });
    badges.push(best);
  });
  return badges;
}

function outline(context, colour, [left, top, right, bottom], line) {
  context.beginPath();
  context.roundRect(left, top, right - left, bottom - top, RADIUS);
  Object.assign(context, { strokeStyle: colour, lineWidth: line });
  context.stroke();
}

function disc(context, colour, [x, y], radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

/** Draw marks with their numbers around `targets`: [left, top, right, bottom] in pixels of the canvas. */
export function drawMarks(context, targets, numbers, busy) {
  const { width, height } = context.canvas;
  const boxes = targets.map((target) => boxAround(target, width, height));
  const badges = placeBadges(targets, boxes, [width, height], busy);
  for (const box of boxes) outline(context, WHITE, box, LINE + 2 * CASING);
  for (const box of boxes) outline(context, VERMILION, box, LINE);
  Object.assign(context, { textAlign: "center", textBaseline: "middle" });
  context.font = `bold ${DIGIT}px "BIZ UDPGothic", "Yu Gothic UI", sans-serif`;
  badges.forEach((badge, at) => {
    disc(context, WHITE, badge, RING);
    disc(context, VERMILION, badge, BADGE);
    context.fillStyle = WHITE;
    context.fillText(String(numbers[at]), badge[0], badge[1] + 2);
  });
}
