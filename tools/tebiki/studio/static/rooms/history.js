// Pictures of then and now are drawn one after the other once the room is there: the first ones by themselves.
const AT_ONCE = 6;

function askForNext() {
  const shown = document.querySelectorAll(".history-sides").length;
  const link = document.querySelector('[data-room="history"] .history-picture > a');
  if (link && shown < AT_ONCE && !link.dataset.asked) {
    link.dataset.asked = "yes";
    link.click();
  }
}
document.addEventListener("studio:shown", askForNext);
document.addEventListener("studio:script", (event) => event.detail.name === "history" && askForNext());
