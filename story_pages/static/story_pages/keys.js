/* Knows the keys that turn pages. "?" tells which. */
const sections = [...document.querySelectorAll("[data-section]")];
const tale = document.querySelector("[data-reading]").dataset;
const wish = document.querySelector("[data-keys-switch]");
const free = ":is(body, a, button, summary, [tabindex='-1']):not(:is(dialog, [popover]) *)";
let current = sections[0];
let going;

addEventListener("section:enter", ({ target }) => going || (current = target));
const rest = () => (going = false);
addEventListener("scrollend", rest);

addEventListener("keydown", (event) => {
  const { key, target, shiftKey: shift } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || !wish.checked || !target.matches(free)) return;
  if (key === "?") wish.closest("[popover]").showPopover();
  if (tale.reading === "article" || (shift && key !== " ") || target.matches("button, summary")) return;
  const way = direction(shift ? "PageUp" : key);
  const ends = { Home: sections[0], End: sections.at(-1) };
  const goal = ends[key] ?? (way && sections[sections.indexOf(current) + way]);
  // At the end, End leads to the page's foot.
  if (!goal || goal === current) return;
  event.preventDefault();
  // A key held down stops at the edge.
  if (event.repeat) return;
  current = goal;
  going = true;
  setTimeout(rest, 2e3);
  goal.focus({ preventScroll: true });
  goal.scrollIntoView();
});

function direction(key) {
  if (/Left|Right/.test(key)) return /Right/.test(key) === (document.dir !== "rtl") || -1;
  const { top, bottom } = current.getBoundingClientRect();
  if (tale.reading !== "paged") return 0;
  if (/Down| /.test(key)) return +(going || bottom <= innerHeight + 2);
  return -(/Up/.test(key) && (going || top >= -2));
}
