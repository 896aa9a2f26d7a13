/* Knows what is heard: nothing before it is asked for, one voice at a time. */
const button = document.querySelector("[data-sound-switch]");
const ambience = document.querySelector("[data-ambience]");
const voices = [...document.querySelectorAll("[data-voice]")];
let on = false;

function follow() {
  if (!ambience) return;
  ambience.volume = 0.4;
  if (on && voices.every((voice) => voice.paused)) ambience.play().catch(() => {});
  else ambience.pause();
}

function turn(wish) {
  on = wish;
  button.ariaPressed = on;
  for (const voice of voices) voice.muted = !on;
  follow();
}

if (button) {
  button.inert = false;
  button.onclick = () => turn(!on);
}
for (const link of document.querySelectorAll("[data-start]")) {
  link.onclick = () => turn(link.dataset.start === "with");
}
for (const voice of voices) {
  voice.onpause = follow;
  voice.onplay = () => {
    for (const other of voices) if (other !== voice) other.pause();
    follow();
  };
}
