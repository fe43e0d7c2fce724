// What stands beside the picture in the editor of a capture: numbers, sizes, looks, what is wrong.
import { drawLook } from "/static/look.js";
import { shapeOf, told } from "/static/legibility.js";

/** Show where each box stands, and what can be done with it. */
export function showNumbers(editor) {
  const { marks, covers, crop } = editor.state;
  showCoverRows(editor);
  const held = { mark: marks, cover: covers, crop: [crop] };
  for (const set of editor.form.querySelectorAll("[data-numbers]")) {
    const box = held[set.dataset.numbers][set.dataset.at];
    for (const field of set.querySelectorAll("input")) {
      if (field !== document.activeElement) field.value = box ? String(box[field.dataset.part]) : "";
    }
  }
  editor.rows.forEach((row, at) => {
    row.querySelector('[data-do="place"]').hidden = Boolean(marks[at]);
    row.querySelector('[data-do="remove"]').hidden = !marks[at];
    const chosen = row.querySelector("select");
    if (chosen) chosen.value = String(at);
  });
  editor.find("#cover-count").textContent = covers.length ? editor.say("cover-count", { n: covers.length }) : "";
}

/** A row for each covered part. */
function showCoverRows(editor) {
  const list = editor.find(".cover-rows");
  while (list.children.length > editor.state.covers.length) list.lastElementChild.remove();
  while (list.children.length < editor.state.covers.length) {
    const row = editor.find("#cut template").content.firstElementChild.cloneNode(true);
    const at = list.children.length;
    row.querySelector("fieldset").dataset.at = String(at);
    row.querySelector("legend").textContent = editor.say("cover", { n: at + 1 });
    const button = row.querySelector("button");
    button.dataset.at = String(at);
    button.setAttribute("aria-label", editor.say("removing", { name: editor.say("cover", { n: at + 1 }) }));
    list.append(row);
  }
}

/** Show how large the marked text reads, and what helps. */
export function showSizes(editor) {
  const found = editor.reading();
  editor.find(".sizes").hidden = !found;
  editor.find(".small-text").hidden = !found || !(found.smallOnWeb || found.smallInPrint);
  if (!found) return;
  showSize(editor, "web", `${told(found.web)}px`, found.smallOnWeb);
  showSize(editor, "print", `${told(found.print)}pt`, found.smallInPrint);
  const helps = found.needed <= found.widest;
  const percent = Math.ceil((1 - found.widest / editor.crop()[2]) * 100);
  editor.find(".small-text span").textContent = helps ? editor.say("remedy", { n: percent }) : editor.say("remedy-apart");
  editor.find('[data-do="remedy"]').hidden = !helps;
}

function showSize(editor, where, size, small) {
  const row = editor.find(`[data-size="${where}"]`);
  row.className = small ? "size-small" : "size-enough";
  row.querySelector(".verdict").textContent = `${size} ${editor.say(small ? "too-small" : "enough")}`;
}

/** Draw the picture as a phone and as paper show it. */
export function showLooks(editor) {
  const shape = shapeOf(editor.measures, editor.find("#os").value);
  const { web, print } = editor.measures;
  const marks = editor.state.marks.map((box, at) => [box, at + editor.first]).filter(([box]) => box);
  const real = editor.find("#real-size").checked;
  // Points of print are 4/3 CSS px: both looks stand in the same scale.
  for (const [name, width] of [["web", web.width], ["print", (print[shape].width * 4) / 3]]) {
    const canvas = editor.find(`.look-${name}`);
    canvas.style.width = `${real ? width : width / 2}px`;
  }
  editor.find(".looks").classList.toggle("real", real);
  drawLook([editor.find(".look-web"), editor.find(".look-print")], editor.picture, editor.crop(), editor.state.covers, marks);
}

/** Tell what is wrong at its field; an empty sentence takes it away. */
export function tell(editor, field, sentence, leads = false) {
  const place = editor.find(`#${field}-wrong`);
  if (!place) return;
  place.textContent = sentence;
  place.hidden = !sentence;
  const input = editor.find(`#${field}`);
  if (input.matches("input")) input.setAttribute("aria-invalid", String(Boolean(sentence)));
  if (leads) input.focus();
}

/** Tell what the studio refused at the fields that it names. */
export function tellRefused(editor) {
  for (const field of ["picture", "marks", "text-height", "device", "os", "on"]) tell(editor, field, "");
  for (const line of document.querySelectorAll("#problems [data-field]")) {
    tell(editor, line.dataset.field, line.querySelector("span").textContent);
  }
}
