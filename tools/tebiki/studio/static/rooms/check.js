// While a check runs, asks for its findings once more; the link that does it by hand stands there, too.
const PAUSE = 1500;
let waiting = 0;

function askAgain() {
  clearTimeout(waiting);
  const link = document.getElementById("check-refresh");
  // What somebody has opened or stands in is not taken from under the hands.
  const busy = document.activeElement?.closest("#check-findings") || document.querySelector("#check-findings details[open]");
  if (link) waiting = setTimeout(() => (busy ? askAgain() : document.contains(link) && link.click()), PAUSE);
}
document.addEventListener("studio:shown", askAgain);
document.addEventListener("studio:script", (event) => event.detail.name === "check" && askAgain());
