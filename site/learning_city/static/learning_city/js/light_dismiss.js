// Knows when an open <details data-light-dismiss> or popover has served: on Escape, or when one turns elsewhere.
const open = () => document.querySelectorAll("details[data-light-dismiss][open]");

function closeUnlessInside(event) {
  for (const details of open()) {
    if (!details.contains(event.target)) details.open = false;
  }
}

// The browser itself closes a popover on Escape and on a click, but lets Tab walk on behind it.
function hideUnlessInside(event) {
  // One popover may have opened another: the browser closes those that do not belong together.
  if (event.target.closest("[popover]")) return;
  for (const popover of document.querySelectorAll("[popover]:popover-open")) {
    popover.hidePopover();
  }
}

document.addEventListener("pointerdown", closeUnlessInside);
document.addEventListener("focusin", hideUnlessInside);
document.addEventListener("focusin", closeUnlessInside);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const details of open()) {
    details.open = false;
    details.querySelector("summary").focus();
  }
});
