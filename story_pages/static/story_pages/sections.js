/* Knows which section is being read (section:enter), and what waits until one goes on. */
let current;

// What touches a line across the middle is read; by then all listen.
const middle = new IntersectionObserver(enter, { rootMargin: "-50% 0px" });
addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-section]").forEach((one) => middle.observe(one)));

function enter(entries) {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting || target === current) continue;
    current = target;
    if (target.dataset.section > 1) goOn();
    target.dispatchEvent(new Event("section:enter", { bubbles: true }));
  }
}

function goOn() {
  for (const one of document.querySelectorAll("[data-later]")) {
    if (one.dataset.later) import(one.dataset.later);
    one.outerHTML = one.textContent;
  }
}

// A finger that came has not moved the page yet.
for (const sign of ["pointerover", "keydown", "focusin"]) addEventListener(sign, goOn, { once: true });
matchMedia("print").addEventListener("change", goOn);
