/* Knows how to leaf through a row of cards by buttons, a screen's width at a time. */
for (const row of document.querySelectorAll("[data-cards-row]")) {
  const list = row.querySelector("[data-cards-list]");
  const buttons = row.querySelector(".cards-row__buttons");
  const fits = new Set();
  const [back, on] = buttons.querySelectorAll("[data-go]");

  // Which ends are seen says whether there is somewhere to go.
  const ends = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) fits[isIntersecting ? "add" : "delete"](target);
    const [first, last] = [fits.has(list.firstElementChild), fits.has(list.lastElementChild)];
    buttons.hidden = first && last;
    back.ariaDisabled = first;
    on.ariaDisabled = last;
  }, { root: list, threshold: 0.95 });
  ends.observe(list.firstElementChild);
  if (list.children.length > 1) ends.observe(list.lastElementChild);

  buttons.addEventListener("click", ({ target }) => {
    const step = Number(target.closest("[data-go]")?.dataset.go ?? 0);
    list.scrollBy({ left: step * list.clientWidth * 0.9 * (list.matches(":dir(rtl)") ? -1 : 1) });
  });
}
