// Says that the facts were changed elsewhere, when somebody comes back to the page; reloads nothing.
// Ctrl+S saves the value of the open fact.
async function look() {
  const told = document.getElementById("facts-changed");
  if (!told || document.visibilityState !== "visible" || told.childElementCount) return;
  await htmx.ajax("GET", told.dataset.address, { source: "#facts-changed", target: "#facts-changed", swap: "innerHTML" });
  const link = told.querySelector("a");
  if (link) link.href = location.pathname + location.search;
}
document.addEventListener("visibilitychange", look);
window.addEventListener("focus", look);

document.addEventListener("keydown", (event) => {
  const saves = document.querySelector(".fact-form [data-saves]");
  if (!saves || event.isComposing || event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  saves.form.requestSubmit(saves);
});
