/* Knows which sections of a story's contents the reader has seen, and which one they are in. */
export default function mark(_button, seen) {
  const { at } = document.querySelector(".bar").dataset;
  for (const entry of document.querySelectorAll("[data-entry]")) {
    entry.querySelector("[data-seen]").hidden = !seen.includes(entry.dataset.entry);
    entry.ariaCurrent = decodeURIComponent(entry.hash) === `#${at}` ? "true" : null;
    if (entry.ariaCurrent) entry.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
}
