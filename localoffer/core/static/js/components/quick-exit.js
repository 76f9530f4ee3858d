/* Escape three times within five seconds leaves the site; so does the link. Both replace this page in the history. */
const link = document.querySelector("[data-quick-exit]");
const WITHIN_MS = 5000;
let presses = [];

function leave() {
  document.body.hidden = true;
  window.location.replace(link.href);
}

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses = [];
      return;
    }
    const now = Date.now();
    presses = [...presses.filter((at) => now - at < WITHIN_MS), now];
    if (presses.length >= 3) leave();
  });
}
