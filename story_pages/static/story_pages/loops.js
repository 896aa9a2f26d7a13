/* Knows what moves by itself: loops play only while seen and wanted; "Still" stops them all. */
const root = document.documentElement;
const still = document.querySelector("[data-still-switch]");
const loops = [...document.querySelectorAll("[data-loop]")];
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const seen = new Set();
const wishes = new Map();
let chosen = remembered();

const isStill = () => (chosen ? chosen === "on" : calm.matches || navigator.connection?.saveData === true);
const wanted = (loop) => wishes.get(loop) ?? !isStill();

function remembered(value) {
  // Storage may be forbidden; then the choice holds for this page alone.
  try {
    if (value) localStorage.setItem("story-still", value);
    return value ?? localStorage.getItem("story-still");
  } catch {
    return value;
  }
}

function settle() {
  root.dataset.still = isStill() ? "on" : "off";
  still?.setAttribute("aria-pressed", isStill());
  for (const loop of loops) {
    loop.nextElementSibling.setAttribute("aria-pressed", !wanted(loop));
    if (seen.has(loop) && wanted(loop)) loop.play().catch(() => {});
    else loop.pause();
  }
}

const view = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) seen[isIntersecting ? "add" : "delete"](target);
  settle();
});

for (const loop of loops) {
  const button = loop.nextElementSibling;
  button.hidden = false;
  button.addEventListener("click", () => {
    wishes.set(loop, !wanted(loop));
    settle();
  });
  loop.addEventListener("playing", () => (loop.dataset.playing = ""));
  view.observe(loop);
}
if (still) {
  still.hidden = false;
  still.addEventListener("click", () => {
    chosen = remembered(isStill() ? "off" : "on");
    wishes.clear();
    settle();
  });
}
calm.addEventListener("change", settle);
settle();
