// Knows where to begin after a form came back with errors: at their summary.
document.querySelector("[data-error-summary]")?.focus();
