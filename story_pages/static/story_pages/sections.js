/* Knows which section is being read, and says so: section:enter. */
let current;

// A line across the middle of the window: the section that touches it is the one being read.
const middle = new IntersectionObserver(enter, { rootMargin: "-50% 0px" });
for (const section of document.querySelectorAll("[data-section]")) middle.observe(section);

function enter(entries) {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting || target === current) continue;
    current = target;
    target.dispatchEvent(new CustomEvent("section:enter", { bubbles: true }));
  }
}
