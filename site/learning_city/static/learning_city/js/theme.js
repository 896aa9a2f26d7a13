// Knows which colours the visitor chose, and lets them be changed; without it the system's choice holds.
// A classic script in the head: it runs before the first paint, so that nothing flashes.
(() => {
  const root = document.documentElement;
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

  function remembered() {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // Storage may be forbidden; then the choice lasts for one page.
    }
  }

  function apply(theme) {
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark.matches;
  }

  function showSwitches() {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(isDark()));
    }
  }

  apply(remembered());
  document.addEventListener("DOMContentLoaded", showSwitches);
  systemIsDark.addEventListener("change", showSwitches);
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-theme-switch]")) return;
    apply(isDark() ? "light" : "dark");
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      /* see above */
    }
    showSwitches();
  });
})();
