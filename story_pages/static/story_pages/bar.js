/* Knows what the bar and the address say of the section being read. */
const count = document.querySelector("[data-count]");
let waiting;

document.addEventListener("section:enter", ({ target: { id, dataset } }) => {
  count.inert = false;
  count.textContent = count.textContent.replace(/^\d+/, dataset.section);
  for (const link of document.querySelectorAll("[data-chapter-link]")) {
    if (link.dataset.chapterLink === dataset.chapter) link.ariaCurrent = "true";
    else link.removeAttribute("aria-current");
  }
  // Not before the page has come to rest: a link into the story must not be overwritten.
  clearTimeout(waiting);
  if (document.readyState !== "complete") return;
  const address = dataset.section === "1" ? location.pathname + location.search : `#${id}`;
  waiting = setTimeout(() => history.replaceState(history.state, "", address), 300);
});
