// What takes seconds to count is asked for once the room is shown, and takes the tasks' place.
// The sum above the tasks and in the rail is of the same count as the tasks themselves.
function showSums() {
  const counted = document.querySelector("#year-counted");
  if (!counted) return;
  document.querySelector("#year-about").textContent = counted.dataset.about;
  for (const said of document.querySelectorAll(".rail a[aria-current] span, .rail-narrow a[aria-current] span")) {
    said.textContent = counted.dataset.rail;
  }
}

// Its source is the tasks themselves: without one it would hold up the rooms that somebody goes to meanwhile.
function count() {
  const tasks = document.querySelector("#year-tasks[data-count]");
  if (!tasks) return;
  const address = tasks.dataset.count;
  delete tasks.dataset.count;
  htmx.ajax("GET", address, { source: "#year-tasks", target: "#year-tasks", swap: "innerHTML" });
}
document.addEventListener("studio:shown", showSums);
document.addEventListener("studio:shown", count);
document.addEventListener("studio:script", (event) => event.detail.name === "year" && count());
