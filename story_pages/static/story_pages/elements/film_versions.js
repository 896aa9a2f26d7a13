/* Knows that a reader may see a film with audio description or sign language, from where it is. */
function remembered(value) {
  // Where storage is forbidden, the choice holds for this page.
  try {
    if (value) localStorage.setItem("story-film-version", value);
    return localStorage.getItem("story-film-version");
  } catch {
    return value;
  }
}

function show(link) {
  const film = link.closest("[data-recording]").querySelector("video");
  const { currentTime, paused } = film;
  for (const other of link.closest("ul").querySelectorAll("a")) other.removeAttribute("aria-current");
  link.ariaCurrent = "true";
  // The usual version chooses anew among its own files.
  if (link.dataset.version === "usual") film.removeAttribute("src");
  else film.src = link.href;
  film.load();
  if (currentTime) film.addEventListener("loadedmetadata", () => (film.currentTime = currentTime), { once: true });
  if (!paused) film.play().catch(() => {});
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-version]");
  if (!link) return;
  event.preventDefault();
  remembered(link.dataset.version);
  show(link);
});
for (const link of document.querySelectorAll("[data-version]")) {
  if (link.dataset.version !== "usual" && link.dataset.version === remembered()) show(link);
}
