/* Knows the keys that turn pages: at a section's edge ↓ and ↑, anywhere → and ←. */
const sections = [...document.querySelectorAll("[data-section]")];
const controls = "input, select, textarea, video, audio, summary, dialog, [contenteditable]";
const onward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
let current = sections[0];

document.addEventListener("section:enter", ({ target }) => (current = target));

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest(controls)) return;
  const step = direction(event.key);
  const goal = sections[sections.indexOf(current) + step];
  if (!step || !goal) return;
  event.preventDefault();
  current = goal;
  goal.scrollIntoView();
  goal.focus({ preventScroll: true });
});

function direction(key) {
  const { top, bottom } = current.getBoundingClientRect();
  if (key === "ArrowDown" || key === "PageDown") return bottom <= innerHeight + 2 ? 1 : 0;
  if (key === "ArrowUp" || key === "PageUp") return top >= -2 ? -1 : 0;
  if (key === "ArrowRight" || key === "ArrowLeft") return key === onward ? 1 : -1;
  return 0;
}
