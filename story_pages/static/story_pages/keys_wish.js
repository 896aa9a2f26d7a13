/* Knows whether a reader wants the keys to turn pages, here and in the next story. */
const wish = document.querySelector("[data-keys-switch]");

wish.onchange = () => {
  // Where storage is forbidden, the wish holds for this page.
  try {
    localStorage["story-keys"] = wish.checked ? "on" : "off";
  } catch {}
};

export default function giveBack(button) {
  // Within another sheet the browser gives no focus back.
  wish.closest("[popover]").ontoggle = ({ newState }) => newState === "closed" && button.focus();
}
