// Knows how a text gets into the clipboard: for every button data-copy="id", also in a dialog, and says so.
async function copy(event) {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[role=status]");
  said.textContent = "";
  const isDone = await navigator.clipboard?.writeText(field.value).then(
    () => true,
    () => false,
  );
  // Whoever has to copy by hand finds the text marked; otherwise the focus stays on the button.
  if (!isDone) field.select();
  said.textContent = isDone ? button.dataset.copied : button.dataset.refused;
}

document.addEventListener("click", copy);
