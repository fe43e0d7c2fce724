// Shows a page anew when it was made anew; asks only while the room is shown.
const KEPT = "tebiki-token";
let asking = null;

async function follow(state) {
  while (state.isConnected) {
    const number = state.firstElementChild?.dataset.number ?? "";
    const headers = { "X-Tebiki-Token": localStorage.getItem(KEPT) ?? "" };
    try {
      const answer = await fetch(`${state.dataset.news}&after=${number}`, { headers, cache: "no-store" });
      if (!answer.ok || !state.isConnected) return;
      const text = await answer.text();
      const told = new DOMParser().parseFromString(text, "text/html").body.firstElementChild;
      if (told && told.dataset.number !== number) {
        state.replaceChildren(told);
        htmx.process(state);
        const frame = document.getElementById("preview-page");
        if (told.dataset.address) frame.src = told.dataset.address + (frame.dataset.at ? `#${frame.dataset.at}` : "");
      }
    } catch {
      await new Promise((next) => setTimeout(next, 2000));
    }
  }
}

function shown() {
  const state = document.getElementById("preview-state");
  if (state && state !== asking) {
    asking = state;
    follow(state);
  }
}
document.addEventListener("studio:shown", shown);
shown();
