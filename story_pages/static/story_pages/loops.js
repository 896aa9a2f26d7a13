/* Knows films that repeat behind the words: the two most in view play, unless they shall not. */
const MOST = 2;
const loops = [...document.querySelectorAll("[data-loop]")];
const shares = new Map();
const wishes = new Map();

const button = (loop) => loop.closest("section").querySelector("[data-loop-switch]");
const wanted = (loop) => wishes.get(loop) ?? document.documentElement.dataset.still !== "on";
const share = (loop) => shares.get(loop) ?? 0;

function settle() {
  const playing = loops
    .filter((loop) => !document.hidden && share(loop) && wanted(loop))
    .sort((one, other) => share(other) - share(one))
    .slice(0, MOST);
  for (const loop of loops) {
    button(loop).ariaPressed = !wanted(loop);
    if (!playing.includes(loop)) loop.pause();
    else if (loop.paused) play(loop);
  }
}

async function play(loop) {
  // The picture first: it is what most of the screen waits for.
  await loop.parentElement.querySelector("img")?.decode().catch(() => {});
  if (share(loop) && wanted(loop) && !document.hidden) loop.play().catch(() => {});
}

const view = new IntersectionObserver((entries) => {
  for (const { target, intersectionRatio } of entries) shares.set(target, intersectionRatio);
  settle();
}, { threshold: [0, 0.1, 0.5, 0.9] });

for (const loop of loops) {
  loop.onplaying = () => (loop.dataset.playing = "");
  button(loop).inert = false;
  button(loop).onclick = () => {
    wishes.set(loop, !wanted(loop));
    settle();
  };
  view.observe(loop);
}
document.addEventListener("story:still", () => {
  // Stillness stops all; a loop that somebody has paused stays paused when others move again.
  for (const [loop, wish] of wishes) if (wish) wishes.delete(loop);
  for (const loop of loops) if (document.documentElement.dataset.still === "on") delete loop.dataset.playing;
  settle();
});
document.addEventListener("visibilitychange", settle);
settle();
