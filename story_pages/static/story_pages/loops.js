/* Knows what moves by itself: loops play while seen and wanted; "Still" stops them all. */
const still = document.querySelector("[data-still-switch]");
const loops = document.querySelectorAll("[data-loop]");
const calm = matchMedia("(prefers-reduced-motion)");
const seen = new Set();
const wishes = new Map();
let chosen = remembered();

const isStill = () => (chosen ? chosen === "on" : calm.matches || !!navigator.connection?.saveData);
const pause = (loop) => loop.closest("section").querySelector("button");
const wanted = (loop) => wishes.get(loop) ?? !isStill();

function remembered(value) {
  // Where storage is forbidden, the choice holds for this page.
  try {
    if (value) localStorage.setItem("story-still", value);
    return localStorage.getItem("story-still");
  } catch {
    return value;
  }
}

function settle() {
  document.documentElement.dataset.still = isStill() ? "on" : "off";
  still.ariaPressed = isStill();
  for (const loop of loops) {
    pause(loop).ariaPressed = !wanted(loop);
    if (seen.has(loop) && wanted(loop)) loop.play().catch(() => {});
    else loop.pause();
  }
}

const view = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) seen[isIntersecting ? "add" : "delete"](target);
  settle();
}, { threshold: 0.1 });

for (const loop of loops) {
  loop.onplaying = () => (loop.dataset.playing = "");
  pause(loop).inert = false;
  pause(loop).onclick = () => {
    wishes.set(loop, !wanted(loop));
    settle();
  };
  view.observe(loop);
}
still.inert = false;
still.onclick = () => {
  chosen = remembered(isStill() ? "off" : "on");
  wishes.clear();
  settle();
};
calm.onchange = settle;
settle();
