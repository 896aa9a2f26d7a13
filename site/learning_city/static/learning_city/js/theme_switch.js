// Knows the switch by which a visitor chooses the colours; theme.js remembers them.
const root = document.documentElement;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark.matches;
}

function showSwitches() {
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(isDark()));
  }
}

showSwitches();
systemIsDark.addEventListener("change", showSwitches);
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-theme-switch]")) return;
  root.dataset.theme = isDark() ? "light" : "dark";
  try {
    localStorage.setItem("theme", root.dataset.theme);
  } catch {
    // Storage may be forbidden; then the choice lasts for one page.
  }
  showSwitches();
});
