/* Knows what to do for whoever has been in a story before, or comes from it in another language. */
const named = (key) => document.querySelector(`[data-section][data-key="${CSS.escape(key)}"]`);

export default function comeBack(hash, seen) {
  restoreKeys();
  const way = chosenWay();
  if (way) read(way, hash);
  const [, number, key] = /^#at-(\d+)-(.+)/.exec(hash) ?? [];
  const same = number && (named(key) ?? document.querySelector(`[data-section="${number}"]`));
  if (same) {
    same.focus({ preventScroll: true });
    same.scrollIntoView({ behavior: "instant" });
  } else if (seen.length && !hash) offer(named(seen.at(-1)));
}

function restoreKeys() {
  // Where storage is forbidden, nothing was wished.
  try {
    document.querySelector("[data-keys-switch]").checked = localStorage["story-keys"] !== "off";
  } catch {}
}

function chosenWay() {
  // What the address or a preview says goes before; where storage is forbidden, nothing was chosen.
  const isSaid = location.search.includes("reading=") || document.querySelector("[data-preview-marks]");
  try {
    return isSaid ? "" : localStorage["story-reading"];
  } catch {}
}

function read(way, hash) {
  // All styles are to be there.
  dispatchEvent(new Event("focusin"));
  document.querySelector(".story").dataset.reading = way;
  for (const link of document.querySelectorAll("[data-media]"))
    link.media = link.dataset.media.split(",")[+(way === "article")];
  for (const choice of document.querySelectorAll("[data-reading-choice]"))
    choice.ariaCurrent = choice.dataset.readingChoice === way ? "true" : null;
  document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView({ behavior: "instant" });
}

function offer(last) {
  const link = document.querySelector("[data-continue]");
  if (!last || !link) return;
  link.hash = last.id;
  link.querySelector("span").textContent = last.querySelector(".screen__heading")?.textContent ?? last.ariaLabel;
  link.hidden = false;
}
