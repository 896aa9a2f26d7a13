/* Knows what is heard: nothing before it is asked for, and below no voice the ambience of the section being read. */
const button = document.querySelector("[data-sound-switch]");
const ambiences = [...document.querySelectorAll("[data-ambience]")];
const voices = [...document.querySelectorAll("[data-voice]")];
const usual = ambiences.find((one) => "usual" in one.dataset);
const fading = new Map();
const LOUD = 0.4;
const STEPS = 10;
let on = false;
let here = usual;

const speaks = (voice) => !voice.paused && !voice.muted && voice.volume > 0;

function follow() {
  const quiet = !on || document.hidden || voices.some(speaks);
  for (const one of ambiences) fade(one, !quiet && one === here);
}

// 400 ms from silence to full; iOS keeps its volume at 1 whatever is set, so it plays or pauses.
function fade(one, louder) {
  clearInterval(fading.get(one));
  if (louder === !one.paused && !fading.has(one)) return;
  if (louder && one.paused) {
    one.volume = 0;
    one.play().catch(() => {});
  }
  const step = () => {
    const wished = Math.min(LOUD, Math.max(0, one.volume + (louder ? LOUD : -LOUD) / STEPS));
    one.volume = wished;
    if (wished > 0 && wished < LOUD && Math.abs(one.volume - wished) < 0.01) return;
    clearInterval(fading.get(one));
    fading.delete(one);
    if (!louder) one.pause();
  };
  fading.set(one, setInterval(step, 40));
}

function turn(wish) {
  on = wish;
  // On iOS a sound may be played later if somebody's gesture has loaded it; it fetches nothing yet.
  if (on) for (const one of ambiences) if (one.paused && !one.currentTime) one.load();
  document.documentElement.dataset.sound = on ? "on" : "off";
  button.ariaPressed = on;
  // Whoever starts a sound asks for it; films go on in silence, with captions.
  for (const voice of voices) {
    if (voice.matches("video")) voice.muted = !on || voice.dataset.mode === "loop";
    else if (!on) voice.pause();
  }
  follow();
}

if (button) {
  button.inert = false;
  button.onclick = () => turn(!on);
}
for (const link of document.querySelectorAll("[data-start]")) {
  link.addEventListener("click", () => turn(link.dataset.start === "with"));
}
document.addEventListener("section:enter", ({ target }) => {
  here = ambiences.find((one) => one.dataset.ambience === target.dataset.ambienceHere) ?? usual;
  follow();
});
document.addEventListener("visibilitychange", follow);
// What players tell does not bubble, but it can be caught on its way down.
for (const kind of ["play", "pause", "volumechange", "ended"]) {
  document.addEventListener(kind, ({ target }) => voices.includes(target) && follow(), true);
}
