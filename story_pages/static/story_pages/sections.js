/* Knows which section is being read, and says so: section:enter. */
let current;

function enter(section) {
  if (section === current) return;
  current = section;
  section.dispatchEvent(new CustomEvent("section:enter", { bubbles: true }));
}

// A line across the middle of the window: the section that touches it is the one being read.
const middle = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => enter(entry.target)),
  { rootMargin: "-50% 0px" },
);
for (const section of document.querySelectorAll("[data-section]")) middle.observe(section);
