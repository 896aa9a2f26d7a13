/* Knows how the words go away, so that the picture can be looked at, and how they come back. */
const root = document.documentElement;
const back = document.querySelector("[data-words]");

export default function look(button) {
  button.closest("[popover]").hidePopover();
  root.dataset.looking = "";
  back.hidden = false;
  back.focus();
}

function read() {
  delete root.dataset.looking;
  back.hidden = true;
  document.getElementById(document.querySelector(".bar").dataset.at).focus({ preventScroll: true });
}

back.onclick = read;
document.addEventListener("keydown", ({ key }) => key === "Escape" && !back.hidden && read());
