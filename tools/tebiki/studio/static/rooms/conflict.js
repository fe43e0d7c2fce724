// Shows what a choice makes of the text, before anything is saved.
document.addEventListener("change", (event) => {
  const choice = event.target;
  if (!(choice instanceof HTMLInputElement) || choice.dataset.result === undefined) return;
  const result = choice.closest("fieldset")?.querySelector(".clash-result p");
  if (result) result.textContent = choice.dataset.result;
});
