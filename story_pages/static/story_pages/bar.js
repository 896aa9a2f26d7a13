/* Knows what the bar and the address say of the section being read. */
const count = document.querySelector("[data-count]");
const links = document.querySelectorAll("[data-chapter-link]");
let waiting;

document.addEventListener("section:enter", ({ target }) => {
  const { section, chapter } = target.dataset;
  if (count) {
    count.hidden = false;
    count.textContent = count.textContent.replace(/^\S+/, section);
  }
  for (const link of links) {
    if (link.dataset.chapterLink === chapter) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  // Only once the page has come to rest: a link into the story must not be overwritten.
  clearTimeout(waiting);
  if (document.readyState !== "complete") return;
  const address = section === "1" ? location.pathname + location.search : `#${target.id}`;
  waiting = setTimeout(() => history.replaceState(history.state, "", address), 300);
});
