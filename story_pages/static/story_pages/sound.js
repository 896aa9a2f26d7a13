/* Knows what is heard: nothing before it is asked for, and one voice at a time. */
const button = document.querySelector("[data-sound-switch]");
const ambience = document.querySelector("[data-ambience]");
const voices = [...document.querySelectorAll("[data-voice]")];
let on = false;

function follow() {
  const speaks = voices.some((voice) => !voice.paused);
  if (!ambience) return;
  ambience.volume = 0.4;
  if (on && !speaks) ambience.play().catch(() => turn(false));
  else ambience.pause();
}

function turn(wish) {
  on = wish;
  button?.setAttribute("aria-pressed", on);
  for (const voice of voices) voice.muted = !on;
  follow();
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => turn(!on));
}
for (const link of document.querySelectorAll("[data-start]")) {
  link.addEventListener("click", () => turn(link.dataset.start === "with"));
}
for (const voice of voices) {
  voice.addEventListener("play", () => {
    for (const other of voices) if (other !== voice) other.pause();
    follow();
  });
  voice.addEventListener("pause", follow);
}
