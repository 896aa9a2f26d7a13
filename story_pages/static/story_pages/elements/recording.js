/* Knows that one voice speaks at a time, and tells the system which, and the reader if none can. */
const speaks = (voice) => !voice.paused && !voice.muted && voice.volume > 0;

// What players tell does not bubble, but it can be caught on its way down.
for (const kind of ["play", "volumechange"]) document.addEventListener(kind, hear, true);

// A browser tries one source after the other: when the last one fails, nothing will be played.
document.addEventListener("error", ({ target }) => {
  const figure = target.matches?.("source:last-of-type, [data-voice]") && target.closest("[data-recording]");
  if (figure) figure.querySelector("[data-failure]").hidden = false;
}, true);

function hear({ target }) {
  if (!target.matches("[data-voice]") || !speaks(target)) return;
  for (const other of document.querySelectorAll("[data-voice]")) {
    if (other !== target && speaks(other)) other.pause();
  }
  announce(target);
}

function announce(voice) {
  if (!navigator.mediaSession) return;
  const figure = voice.closest("[data-recording]");
  const poster = figure.querySelector("img");
  navigator.mediaSession.metadata = new MediaMetadata({
    title: voice.ariaLabel,
    artist: figure.dataset.maker,
    album: document.title,
    artwork: poster ? [{ src: poster.currentSrc || poster.src }] : [],
  });
}
