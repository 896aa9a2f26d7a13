// Knows which colours the visitor chose; without it the system's choice holds.
// A classic script in the head: it runs before the first paint, so that nothing flashes.
(() => {
  let theme;
  try {
    theme = localStorage.getItem("theme");
  } catch {
    // Storage may be forbidden; then a choice lasts for one page.
  }
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
})();
