/* Knows a story on a screen in a hall: ?kiosk=120 begins anew after so many quiet seconds, and goes on by itself. */
const { dataset } = document.documentElement;
const quiet = Math.max(10, Number(new URLSearchParams(location.search).get("kiosk")) || 120);
const page = { least: 8, aWord: 0.35 };
const sections = [...document.querySelectorAll("[data-section]")];
const button = document.querySelector("[data-kiosk]");
const isOn = () => button.ariaPressed === "true";
// What repeats has no end to wait for.
const isHeard = () => [...document.querySelectorAll("[data-voice]:not([loop])")].some((voice) => !voice.paused);
let current = sections[0];
let turning;
let leaving;

document.addEventListener("section:enter", ({ target }) => {
  current = target;
  wait();
});

function turn(on) {
  button.ariaPressed = on;
  wait();
}

function wait() {
  clearTimeout(turning);
  clearTimeout(leaving);
  const words = current.innerText.split(/\s+/).length;
  if (isOn()) turning = setTimeout(goOn, 1000 * Math.max(page.least, words * page.aWord));
  else leaving = setTimeout(begin, 1000 * quiet);
}

// A film that plays is let to its end.
function goOn() {
  if (isHeard()) return wait();
  (sections[sections.indexOf(current) + 1] ?? sections[0]).scrollIntoView();
  wait();
}

// Nobody has touched anything for long: whoever comes next finds the first page, and silence.
function begin() {
  if (isHeard()) return wait();
  for (const open of document.querySelectorAll("[popover]:popover-open")) open.hidePopover();
  for (const open of document.querySelectorAll("dialog[open]")) open.close();
  document.querySelector("[data-sound-switch][aria-pressed=true]")?.click();
  document.querySelector("[data-words]:not([hidden])")?.click();
  sections[0].scrollIntoView({ behavior: "instant" });
  sections[0].focus({ preventScroll: true });
  turn(dataset.still !== "on");
}

function stop({ target }) {
  turn(isOn() && button.contains(target));
}

button.hidden = false;
button.onclick = () => turn(!isOn());
for (const sign of ["pointerdown", "pointermove", "keydown"]) document.addEventListener(sign, stop);
turn(dataset.still !== "on");
