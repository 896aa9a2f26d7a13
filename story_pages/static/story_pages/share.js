/* Knows how a story, or the section being read, is handed on; whoever listens hears story:share. */
const sheet = document.getElementById("story-share");
const { address, title } = sheet.dataset;
const field = sheet.querySelector("[readonly]");
const status = sheet.querySelector("[role=status]");
const scope = sheet.querySelector("fieldset");
const device = sheet.querySelector("[data-share=device]");
let shown = address;

export default function open(button) {
  // Within another sheet the browser gives no focus back.
  sheet.ontoggle = ({ newState }) => newState === "closed" && button.focus();
  const { at } = document.querySelector(".bar").dataset;
  const section = document.getElementById(at);
  const name = section.querySelector(".screen__heading")?.textContent ?? section.ariaLabel;
  sheet.querySelector("[data-share-section]").textContent = name;
  // The first section is the story itself.
  scope.hidden = section.dataset.section === "1";
  scope.dataset.address = new URL(`${encodeURIComponent(at)}/`, address).href;
  device.hidden = !navigator.share;
  for (const part of sheet.querySelectorAll("[inert]")) part.inert = false;
  status.textContent = "";
  choose();
}

function choose() {
  const { value } = sheet.querySelector("[name=share]:checked");
  const next = value === "section" && !scope.hidden ? scope.dataset.address : address;
  for (const link of sheet.querySelectorAll("a[data-share]")) {
    link.href = link.href.replace(encodeURIComponent(shown), encodeURIComponent(next));
  }
  field.value = shown = next;
  // The code was drawn on the server, of the whole story.
  sheet.querySelector("[data-whole]").hidden = next !== address;
}

const deeds = {
  device: () => navigator.share({ title, url: shown }).catch(() => {}), // Whoever turns back has done nothing wrong.
  async copy() {
    const isDone = await navigator.clipboard?.writeText(shown).then(() => true, () => false);
    if (!isDone) field.select();
    status.textContent = isDone ? status.dataset.copied : status.dataset.refused;
  },
};

scope.onchange = choose;
sheet.addEventListener("click", ({ target }) => {
  const way = target.closest("[data-share]")?.dataset.share;
  if (!way) return;
  deeds[way]?.();
  document.dispatchEvent(new CustomEvent("story:share", { detail: { way, title, url: shown } }));
});
