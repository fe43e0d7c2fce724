// Pictures that were not drawn yet when the list was shown: ask for it again until all are there.
const askAgain = () => {
  const list = document.querySelector("#gallery[data-left]");
  if (!list) return;
  const address = list.dataset.left;
  list.removeAttribute("data-left");
  htmx.ajax("GET", address, { source: "#gallery", target: "#gallery", swap: "outerHTML" });
};
document.addEventListener("studio:shown", askAgain);
document.addEventListener("studio:script", (event) => event.detail.name === "screens_overview" && askAgain());
