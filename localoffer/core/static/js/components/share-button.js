/* Shares the address of the page, or copies it where the browser cannot share. Where neither works, the address is shown. */
function say(button, words) {
  const said = document.createElement("span");
  said.className = "lo-share__said";
  said.setAttribute("role", "status");
  button.after(said);
  said.textContent = words;
}

for (const button of document.querySelectorAll("[data-share-page]")) {
  const { title, url, copiedText } = button.dataset;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      if (navigator.share) {
        await navigator.share({ title, url });
        return;
      }
      await navigator.clipboard.writeText(url);
      say(button, copiedText);
    } catch (problem) {
      if (problem.name !== "AbortError") say(button, url);
    }
  });
}
