/* Knows how a film begins, by its large button or when it is seen, and when it stops. */
const voices = [...document.querySelectorAll("[data-voice]")];
const films = voices.filter((voice) => voice.matches("video"));
const byThemselves = films.filter((film) => film.dataset.mode !== "manual");
const root = document.documentElement;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const seen = new Set();
const held = new Set();
const stopped = new Set();
const ours = new Set();

const isStill = () => (root.dataset.still ? root.dataset.still === "on" : calm.matches || navigator.connection?.saveData);
const isSilent = (film) => film.muted || film.volume === 0;

function ready(film) {
  const start = film.closest("[data-recording]").querySelector("[data-play]");
  film.controls = false;
  start.hidden = false;
  start.onclick = () => {
    film.muted = root.dataset.sound === "off" || film.dataset.mode === "loop";
    held.delete(film);
    // Only a film with controls takes the focus that the button is about to lose.
    film.controls = true;
    film.focus();
    film.play().catch(() => {});
  };
  film.addEventListener("play", () => {
    film.controls = true;
    film.dataset.started = "";
    if (document.activeElement === start) film.focus({ preventScroll: true });
    start.hidden = true;
  });
}

// Of the films that play by themselves one does at a time, while seen, below no voice.
function settle() {
  const speaker = voices.find((voice) => !voice.paused && !isSilent(voice));
  const next = [...seen].find((film) => !held.has(film));
  for (const film of byThemselves) {
    const plays = film === next && (!speaker || speaker === film) && !isStill() && !document.hidden;
    if (plays && film.paused && !film.ended) {
      ours.add(film);
      film.play().catch(() => {});
    }
    if (!plays && ours.delete(film)) stop(film);
  }
}

// Unlike a film that the reader stops, it may go on later.
function stop(film) {
  if (film.paused) return;
  stopped.add(film);
  film.pause();
}

// Out of sight, with its transcript, it stops; not where it has a small window of its own.
const near = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const film = target.querySelector("video[data-voice]");
    if (!isIntersecting && film !== document.pictureInPictureElement) stop(film);
  }
});

const view = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) seen[isIntersecting ? "add" : "delete"](target);
  settle();
}, { threshold: 0.5 });

for (const film of films) {
  ready(film);
  near.observe(film.closest("[data-recording]"));
}
for (const film of byThemselves) {
  view.observe(film);
  // Who winds it or turns its sound on wants to see it, and has it as one started by hand.
  for (const kind of ["seeking", "volumechange"]) {
    film.addEventListener(kind, () => film.loop || ours.delete(film));
  }
}
if (byThemselves.length) {
  document.addEventListener("visibilitychange", settle);
  document.addEventListener("pause", ({ target }) => {
    if (!stopped.delete(target) && !target.ended) held.add(target);
    settle();
  }, true);
  calm.onchange = settle;
  document.addEventListener("story:still", settle);
}
