/* Quick exit: the "Leave now" link replaces this page, so that "back" does not return to it; Escape three times does the same.
   Without this script the link still leads away. Nothing is stored. */

const PRESSES_TO_LEAVE = 3;
const FORGET_AFTER_MS = 5000;

/** Leaves at once: the page is hidden first, because the next one may take a moment to come. */
function leave(link, say) {
  say(link.dataset.textLeaving);
  document.documentElement.hidden = true;
  window.location.replace(link.href);
}

/** A live region that tells screen readers how many presses are left. */
function announcer() {
  const region = document.createElement("div");
  region.className = "govuk-visually-hidden";
  region.setAttribute("role", "status");
  document.body.append(region);
  return (text) => { region.textContent = text; };
}

export function enhanceQuickExit(link) {
  const say = announcer();
  let presses = 0;
  let timer;
  const forget = () => { presses = 0; say(""); };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    clearTimeout(timer);
    presses += 1;
    if (presses >= PRESSES_TO_LEAVE) {
      leave(link, say);
      return;
    }
    say(presses === 1 ? link.dataset.textTwo : link.dataset.textOne);
    timer = setTimeout(forget, FORGET_AFTER_MS);
  });

  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    leave(link, say);
  });

  // A browser may keep the hidden page and show it again on "back": then it must not be an empty one.
  window.addEventListener("pageshow", () => { document.documentElement.hidden = false; });
}

const link = document.querySelector("[data-quick-exit]");
if (link) enhanceQuickExit(link);
