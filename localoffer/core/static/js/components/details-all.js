/* Opens the question named in the address, and every question for print. */
const all = [...document.querySelectorAll("main details")];

function openNamed() {
  const named = window.location.hash && document.getElementById(window.location.hash.slice(1));
  if (named?.matches("details")) named.open = true;
}

let closed = [];
window.addEventListener("beforeprint", () => {
  closed = all.filter((details) => !details.open);
  closed.forEach((details) => { details.open = true; });
});
window.addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));
window.addEventListener("hashchange", openNamed);
openNamed();
