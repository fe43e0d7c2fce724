// Says that the facts were changed elsewhere, when somebody comes back to the page; reloads nothing.
async function look() {
  const told = document.getElementById("facts-changed");
  if (!told || document.visibilityState !== "visible" || told.childElementCount) return;
  await htmx.ajax("GET", told.dataset.address, { target: "#facts-changed", swap: "innerHTML" });
  const link = told.querySelector("a");
  if (link) link.href = location.pathname + location.search;
}
document.addEventListener("visibilitychange", look);
window.addEventListener("focus", look);
