/* Knows which picture of a gallery is seen, and leafs on and back by buttons. */
for (const gallery of document.querySelectorAll("[data-gallery]")) {
  const list = gallery.querySelector("[data-gallery-list]");
  const buttons = gallery.querySelector("[data-gallery-buttons]");
  if (buttons) leaf([...list.children], list, buttons);
}

function leaf(items, list, buttons) {
  const count = buttons.querySelector("[data-gallery-count]");
  const [back, on] = buttons.querySelectorAll("[data-go]");
  const seen = new Set();
  let place = 0;

  const tell = (number) => {
    place = number;
    count.textContent = count.dataset.of.replace("{number}", place + 1);
    back.ariaDisabled = place === 0;
    on.ariaDisabled = place === items.length - 1;
  };

  // The first one that stands there whole is the one that is looked at.
  const view = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) seen[isIntersecting ? "add" : "delete"](target);
    const first = items.findIndex((item) => seen.has(item));
    if (first >= 0) tell(first);
  }, { root: list, threshold: 0.9 });
  for (const item of items) view.observe(item);

  buttons.inert = false;
  buttons.addEventListener("click", ({ target }) => {
    const goal = place + Number(target.closest("[data-go]")?.dataset.go);
    if (!items[goal]) return;
    tell(goal);
    items[goal].scrollIntoView({ block: "nearest", inline: "start" });
  });
  // Only moves that were asked for are announced, not those of a finger.
  buttons.addEventListener("focusin", () => (count.role = "status"));
  buttons.addEventListener("focusout", () => (count.role = null));
  tell(0);
}
