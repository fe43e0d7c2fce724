// What takes seconds to count is asked for once the room is shown, and takes the tasks' place.
// Its source is the tasks themselves: without one it would hold up the rooms that somebody goes to meanwhile.
function count() {
  const tasks = document.querySelector("#year-tasks[data-count]");
  if (!tasks) return;
  const address = tasks.dataset.count;
  delete tasks.dataset.count;
  htmx.ajax("GET", address, { source: "#year-tasks", target: "#year-tasks", swap: "innerHTML" });
}
document.addEventListener("studio:shown", count);
document.addEventListener("studio:script", (event) => event.detail.name === "year" && count());
