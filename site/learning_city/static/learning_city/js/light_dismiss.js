// Knows when an open <details data-light-dismiss> has served: on Escape, or when one turns elsewhere.
const open = () => document.querySelectorAll("details[data-light-dismiss][open]");

function closeUnlessInside(event) {
  for (const details of open()) {
    if (!details.contains(event.target)) details.open = false;
  }
}

document.addEventListener("pointerdown", closeUnlessInside);
document.addEventListener("focusin", closeUnlessInside);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const details of open()) {
    details.open = false;
    details.querySelector("summary").focus();
  }
});
