// Knows how a link marked data-dialog shows what it leads to in a dialog; if that fails, it leads there.
// What else works on a page hears of it by the event `dialog:filled`.
function isPlain(event) {
  return event.button === 0 && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
}

async function contentAt(address) {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return answer.ok ? page.querySelector("[data-dialog-content]") : null;
}

function closer(text) {
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "dialog__close";
  const button = document.createElement("button");
  button.className = "button";
  button.dataset.variant = "secondary";
  button.textContent = text;
  form.append(button);
  return form;
}

function show(content, link) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", content.querySelector("h1").id);
  dialog.append(content, closer(link.dataset.close));
  // A click on what lies behind closes it, too.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  document.body.append(dialog);
  dialog.dispatchEvent(new CustomEvent("dialog:filled", { bubbles: true }));
  dialog.showModal();
}

async function open(event) {
  const link = event.target.closest("a[data-dialog]");
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  link.setAttribute("aria-busy", "true");
  const content = await contentAt(link.href).catch(() => null);
  link.removeAttribute("aria-busy");
  if (content) show(content, link);
  else location.assign(link.href);
}

for (const link of document.querySelectorAll("a[data-dialog]")) link.ariaHasPopup = "dialog";
document.addEventListener("click", open);
