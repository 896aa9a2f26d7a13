// Knows how arrow keys walk through the table of a month; with Tab one gets everywhere anyway.
const table = document.querySelector("[data-month-keys]");
const STEPS = { ArrowUp: -7, ArrowDown: 7, ArrowLeft: -1, ArrowRight: 1 };
const WAYS = { PageUp: "prev", PageDown: "next" };

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
  if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key in WAYS) {
    event.preventDefault();
    document.querySelector(`.period-nav [rel~="${WAYS[event.key]}"]`).click();
  } else if (event.key in STEPS) {
    event.preventDefault();
    target(link, event.key)?.focus();
  }
}

if (table) {
  table.addEventListener("keydown", walk);
  document.querySelector("[data-month-keys-note]").hidden = false;
}
