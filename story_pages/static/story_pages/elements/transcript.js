/* Knows that a time in a transcript starts its recording there, and which words are being said. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-seek]");
  const voice = link?.closest("[data-recording]")?.querySelector("[data-voice]");
  if (!voice) return;
  event.preventDefault();
  voice.currentTime = Number(link.dataset.seek);
  voice.play().catch(() => {});
});

document.addEventListener("timeupdate", ({ target }) => {
  const words = target.closest("[data-recording]")?.querySelector("details[open] .transcript__text");
  if (!words) return;
  const links = [...words.querySelectorAll("[data-seek]")];
  const said = links.findLast((link) => Number(link.dataset.seek) <= target.currentTime + 0.05)?.closest("p");
  const before = words.querySelector("[aria-current]");
  if (said === before) return;
  before?.removeAttribute("aria-current");
  if (!said) return;
  said.ariaCurrent = "true";
  // Only the box of words moves, never the page, and not while the reader is in it.
  if (!words.matches(":hover, :focus-within")) words.scrollTop = said.offsetTop;
}, true);
