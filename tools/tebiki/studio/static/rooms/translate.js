// While languages are counted, asks once more; the link that does it by hand stands there, too.
let waiting = 0;

function askAgain() {
  clearTimeout(waiting);
  const link = document.getElementById("translate-refresh");
  const busy = document.activeElement?.closest("#translate-languages");
  if (link) waiting = setTimeout(() => (busy ? askAgain() : document.contains(link) && link.click()), 1500);
}
document.addEventListener("studio:shown", askAgain);
document.addEventListener("studio:script", (event) => event.detail.name === "translate" && askAgain());
