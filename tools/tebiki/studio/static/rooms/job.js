// While a job runs, asks how far it is; speaks at a stage's change alone, and opens the page anew at its end.
const PAUSE = 1000;
let waiting = 0;
let said = "";

function look() {
  clearTimeout(waiting);
  const state = document.getElementById("job-state");
  if (!state) return;
  const now = state.querySelector("[data-said]")?.dataset.said ?? "";
  const voice = document.getElementById("job-said");
  if (voice && said && now !== said) voice.textContent = now;
  said = now;
  const again = document.getElementById("job-refresh");
  // What somebody has opened or stands in is not taken from under the hands.
  const busy = () => document.activeElement?.closest("#job-state") || state.querySelector("details[open]");
  if (again) waiting = setTimeout(() => (busy() ? look() : document.contains(again) && again.click()), PAUSE);
}

document.addEventListener("studio:shown", (event) => {
  const over = event.detail?.target === "job-state" && document.getElementById("job-ended");
  if (over) over.click();
  else look();
});
document.addEventListener("studio:script", (event) => event.detail.name === "job" && look());
