/* Shows the share button: the device's own share sheet, or the address is copied and that is said aloud. */

/** Where the words "The address is copied" appear, read out by screen readers. */
function sayer(button) {
  const region = document.createElement("span");
  region.className = "lo-share__said";
  region.setAttribute("role", "status");
  button.after(region);
  return (text) => { region.textContent = text; };
}

async function share(button, say) {
  const { title, url, copiedText } = button.dataset;
  if (!navigator.share) {
    await navigator.clipboard.writeText(url);
    say(copiedText);
    return;
  }
  try {
    await navigator.share({ title, url });
  } catch (error) {
    if (error.name !== "AbortError") throw error; // closing the share sheet is no mistake
  }
}

for (const button of document.querySelectorAll("[data-share-page]")) {
  if (!navigator.share && !navigator.clipboard) continue;
  const say = sayer(button);
  button.hidden = false;
  button.addEventListener("click", () => share(button, say));
}
