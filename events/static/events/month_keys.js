// Knows how arrow keys walk through the table of a month; with Tab one gets everywhere anyway.
const table = document.querySelector("[data-month-keys]");
const note = document.querySelector("[data-month-keys-note]");
const STEPS = { ArrowUp: -7, ArrowDown: 7, ArrowLeft: -1, ArrowRight: 1 };
const WAYS = { PageUp: "prev", PageDown: "next" };

// On narrow screens the days are a list, in which arrows scroll as everywhere.
const isTable = () => getComputedStyle(table).display === "table";
const days = () => [...table.querySelectorAll("tbody td")];
const links = (day) => [...day.querySelectorAll("a")];

function step(key) {
  const isTurned = getComputedStyle(table).direction === "rtl" && /Left|Right/.test(key);
  return isTurned ? -STEPS[key] : STEPS[key];
}

// Up and down first go through the events of a day; every step leads to the next day that has any.
function target(link, key) {
  const all = days();
  const at = all.indexOf(link.closest("td"));
  const move = step(key);
  const beside = links(all[at])[links(all[at]).indexOf(link) + Math.sign(move)];
  if (Math.abs(move) === 7 && beside) return beside;
  for (let place = at + move; all[place]; place += move) {
    const found = links(all[place]);
    if (found.length) return move === -7 ? found.at(-1) : found[0];
  }
  return null;
}

function walk(event) {
  const link = event.target.closest("td a");
  if (!link || !isTable() || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key in WAYS) {
    event.preventDefault();
    const way = document.querySelector(`.period-nav [rel~="${WAYS[event.key]}"]`);
    // Whoever walks goes on from the name of the month, not from the top of the page.
    way.hash = "period";
    way.click();
  } else if (event.key in STEPS) {
    event.preventDefault();
    target(link, event.key)?.focus();
  }
}

// Eyes and ears are told of the keys only where there are keys, and a day to walk to.
function tell() {
  const hasKeys = isTable() && table.querySelector("td a") && !matchMedia("(hover: none)").matches;
  note.hidden = !hasKeys;
  if (hasKeys) table.setAttribute("aria-describedby", note.id);
  else table.removeAttribute("aria-describedby");
}

if (table) {
  table.addEventListener("keydown", walk);
  new ResizeObserver(tell).observe(table);
}
