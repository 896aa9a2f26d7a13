/* Knows whether things may move by themselves: as the reader chose, else the system. */
const button = document.querySelector("[data-still-switch]");
const calm = matchMedia("(prefers-reduced-motion)");
const { dataset } = document.documentElement;
let chosen = remembered();

function remembered(value) {
  // Where storage is forbidden, the choice holds for this page.
  try {
    if (value) localStorage["story-still"] = value;
    return localStorage["story-still"];
  } catch {
    return value;
  }
}

function settle() {
  dataset.still = chosen || (calm.matches || navigator.connection?.saveData ? "on" : "off");
  button.ariaPressed = dataset.still === "on";
  document.dispatchEvent(new Event("story:still"));
}

button.inert = false;
button.onclick = () => {
  chosen = remembered(dataset.still === "on" ? "off" : "on");
  settle();
};
calm.onchange = settle;
settle();
