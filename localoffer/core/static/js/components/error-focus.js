/* Moves focus to the error summary when a form comes back with mistakes, and to the field when one of its links is followed. */

const summary = document.querySelector("[data-error-summary]");

if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const words = field.closest("fieldset")?.querySelector("legend") ?? document.querySelector(`label[for="${field.id}"]`);
    (words ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}
