/* Knows what bar, address and the browser's memory say of the section being read. */
const bar = document.querySelector(".bar");
const { story, back } = bar.dataset;
const { hash, pathname, search } = location;
let waiting;

addEventListener("section:enter", ({ target }) => {
  const { id, dataset: { section, chapter, key } } = target;
  const count = bar.querySelector("[data-count]");
  count.inert = false;
  count.textContent = count.textContent.replace(/^\d+/, section);
  for (const link of bar.querySelectorAll("[data-chapter-link]"))
    link.ariaCurrent = link.dataset.chapterLink === chapter || null;
  bar.dataset.at = id;
  if (section > 1) kept(key);
  document.dispatchEvent(new CustomEvent("story:section", { detail: { id, key, number: +section } }));
  // Only at rest, not behind a dialog: a followed link stays.
  clearTimeout(waiting);
  if (document.readyState !== "complete") return;
  const address = section > 1 ? `#${id}` : pathname + search;
  waiting = setTimeout(() => document.querySelector(":modal") || history.replaceState(history.state, "", address), 300);
});

addEventListener("click", ({ target }) => {
  const asked = target.closest("[data-script]");
  if (asked) run(asked.dataset.script, asked);
  target.closest(".sheet [href*='#']")?.closest(".sheet").hidePopover();
});

function kept(key) {
  // Where storage is forbidden, every visit is the first.
  try {
    const seen = localStorage[story]?.split(" ").filter((one) => one !== key) ?? [];
    if (key) localStorage[story] = [...seen, key].join(" ");
    return localStorage.length && seen;
  } catch {}
}

const run = async (script, about) => (await import(script)).default(about, kept() || []);

for (const one of bar.querySelectorAll("[data-script]")) one.inert = false;
if (kept() || hash.startsWith("#at-")) run(back, hash);
