/* Knows that a time in a transcript starts its recording there. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-seek]");
  const voice = link?.closest("[data-recording]")?.querySelector("[data-voice]");
  if (!voice) return;
  event.preventDefault();
  voice.currentTime = Number(link.dataset.seek);
  voice.play().catch(() => {});
});
