// A capture as pages and print will show it: cut, covered, brought to its width, marked.
import { WIDTH, busyPixels, drawMarks } from "/static/mark_look.js";

/** What covers personal data, as in tebiki/render/capture.py. */
const REDACTION = "#4d5561";

const plain = document.createElement("canvas");
let known = { key: "", busy: null };

/**
 * Draw `crop` of `picture` with `covers` and `marks` ([box, number]) into each canvas; boxes in pixels of the
 * picture. Where badges stand follows from what is drawn below them: that is looked at once for each cut.
 */
export function drawLook(canvases, picture, crop, covers, marks) {
  const [left, top, width, height] = crop;
  const scale = WIDTH / width;
  const high = Math.max(Math.round(height * scale), 1);
  const put = (x, y) => [(x - left) * scale, (y - top) * scale];
  Object.assign(plain, { width: WIDTH, height: high });
  const context = plain.getContext("2d", { willReadFrequently: true });
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, left, top, width, height, 0, 0, WIDTH, high);
  context.fillStyle = REDACTION;
  for (const [x, y, w, h] of covers) context.fillRect(...put(x, y), w * scale, h * scale);
  const key = JSON.stringify([crop, covers, picture.width, picture.dataset.name]);
  if (marks.length && known.key !== key) known = { key, busy: busyPixels(context, WIDTH, high) };
  const targets = marks.map(([[x, y, w, h]]) => [...put(x, y), ...put(x + w, y + h)]);
  drawMarks(context, targets, marks.map(([, number]) => number), known.busy);
  for (const canvas of canvases) {
    Object.assign(canvas, { width: WIDTH, height: high });
    canvas.getContext("2d").drawImage(plain, 0, 0);
  }
}
