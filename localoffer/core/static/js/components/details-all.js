/* "Open all" and "Close all" for the details inside an element with data-details-all; opens the one that the address names;
   opens every details of the page for print and puts them back after. The details work without this script. */

/** Opens the details that is, or holds, the element named in the address, and brings it into view. */
function openNamed() {
  const id = decodeURIComponent(window.location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  for (let node = target.closest("details"); node; node = node.parentElement.closest("details")) node.open = true;
  target.scrollIntoView();
}

export function enhanceOpenAll(container) {
  const all = [...container.querySelectorAll("details.lo-question")];
  const row = container.querySelector("[data-details-all-row]");
  if (!row || all.length < 2) return;
  const setAll = (open) => all.forEach((details) => { details.open = open; });
  row.querySelector("[data-open-all]").addEventListener("click", () => setAll(true));
  row.querySelector("[data-close-all]").addEventListener("click", () => setAll(false));
  row.hidden = false;
}

function openForPrint() {
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    opened.forEach((details) => { details.open = true; });
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((details) => { details.open = false; });
    opened = [];
  });
}

document.querySelectorAll("[data-details-all]").forEach(enhanceOpenAll);
openForPrint();
openNamed();
window.addEventListener("hashchange", openNamed);
