/* Knows how a picture is enlarged: in one dialog for the whole page, which gives the focus back. */
const found = document.querySelector("[data-zoom-dialog]")?.content.querySelector("dialog");
let row = [];
let place = 0;

if (found) {
  const dialog = document.importNode(found, true);
  const [picture, caption, count, full] = [".zoom__picture", ".zoom__caption", ".zoom__count", "[data-full]"]
    .map((name) => dialog.querySelector(name));
  document.body.append(dialog);

  const show = (number) => {
    place = (number + row.length) % row.length;
    const shown = row[place].querySelector("img");
    const words = row[place].closest("figure")?.querySelector("figcaption");
    picture.src = row[place].href;
    picture.alt = shown.alt;
    caption.replaceChildren(...(words ? words.cloneNode(true).childNodes : []));
    count.textContent = `${place + 1} / ${row.length}`;
    fill(false);
  };

  const fill = (wish) => {
    dialog.toggleAttribute("data-full", wish);
    full.ariaPressed = wish;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-zoom]");
    // With a key held, or the middle button, the link does what links do.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const gallery = link.closest("[data-gallery]");
    row = gallery ? [...gallery.querySelectorAll("[data-zoom]")] : [link];
    dialog.toggleAttribute("data-gallery", row.length > 1);
    show(row.indexOf(link));
    dialog.showModal();
  });

  dialog.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button?.dataset.go) show(place + Number(button.dataset.go));
    else if (button === full || target === picture) fill(!dialog.hasAttribute("data-full"));
    else if (button) dialog.close();
  });

  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || row.length < 2 || dialog.hasAttribute("data-full")) return;
    event.preventDefault();
    show(place + (document.dir === "rtl" ? -step : step));
  });

  // The picture that was looked at last, which need not be the one that was opened.
  dialog.addEventListener("close", () => row[place].focus());
}
