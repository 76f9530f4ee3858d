/* Moves focus to the summary of what is wrong with a form. */
document.querySelector("[data-error-summary]")?.focus();
