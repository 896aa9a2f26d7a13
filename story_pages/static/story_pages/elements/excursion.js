/* Knows side stories: a link to one opens it in a dialog; Escape, its link or the way back closes it. */
const story = document.querySelector(".story");
const dialog = document.createElement("dialog");
const gap = document.createComment("");
let isByLink = false;
let passed;
let taken;

const goal = ({ hash } = location) => document.getElementById(decodeURIComponent(hash.slice(1)));
const wanted = (link) => goal(link)?.closest("[data-excursion]");
const linkTo = ({ id }) => story.querySelector(`a[href="#${CSS.escape(id)}"], a[href="#${encodeURIComponent(id)}"]`);

function open(aside) {
  if (story.dataset.reading === "article") return;
  if (aside.parentElement !== dialog) bring(aside);
  const place = goal();
  place.scrollIntoView({ behavior: "instant" });
  ((place === aside && aside.querySelector(".chapter__title")) || place).focus();
}

function bring(aside) {
  if (dialog.open) putBack();
  aside.before(gap);
  dialog.append(aside);
  dialog.setAttribute("aria-labelledby", aside.getAttribute("aria-labelledby") ?? aside.id);
  if (!dialog.open) dialog.showModal();
}

function putBack() {
  const aside = dialog.firstElementChild;
  gap.replaceWith(aside);
  return aside;
}

dialog.className = "excursion-dialog";
dialog.onclose = () => {
  const aside = putBack();
  const first = linkTo(aside);
  const link = taken?.hash === first?.hash ? taken : first;
  if (passed) passed.dispatchEvent(new CustomEvent("section:enter", { bubbles: true }));
  passed = undefined;
  if (wanted() === aside) {
    // On its way back the browser puts the focus on the section: the link has it last.
    if (isByLink) {
      addEventListener("hashchange", () => link?.focus({ preventScroll: true }), { once: true });
      history.back();
    } else history.replaceState(history.state, "", location.pathname + location.search);
  }
  isByLink = false;
  if (document.activeElement === document.body) link?.focus();
};

// What lies behind an open dialog is not being read: the address stays that of the side story.
document.addEventListener("section:enter", (event) => {
  if (!dialog.open) return;
  passed = event.target;
  event.stopPropagation();
}, true);

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!dialog.contains(link)) taken = link;
  else if ("excursionBack" in link.dataset) {
    event.preventDefault();
    dialog.close();
  } else if (wanted(link)) {
    // However far one goes in it, the way back from a side story is one step.
    event.preventDefault();
    location.replace(link.hash);
  }
});

addEventListener("hashchange", ({ newURL }) => {
  // The bar may have written what is being read since then: a followed link stays.
  if (location.href !== newURL) history.replaceState(history.state, "", newURL);
  const aside = wanted();
  if (!dialog.open) isByLink = Boolean(aside);
  if (aside) open(aside);
  else if (dialog.open) leave();
});

function leave() {
  // Closing gives the focus, and with it the view, to the link that opened it.
  const place = goal();
  dialog.close();
  place?.focus({ preventScroll: true });
  place?.scrollIntoView({ behavior: "instant" });
}

story.dataset.asides = "dialogs";
document.body.append(dialog);
if (wanted()) {
  linkTo(wanted())?.closest(".screen").scrollIntoView({ behavior: "instant" });
  open(wanted());
}
