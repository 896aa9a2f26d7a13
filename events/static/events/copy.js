// Knows how a text gets into the clipboard: for every button data-copy="id", also in a dialog, and says so.
async function copy(event) {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[role=status]");
  field.select();
  const isDone = await navigator.clipboard?.writeText(field.value).then(
    () => true,
    () => false,
  );
  said.textContent = isDone ? button.dataset.copied : button.dataset.refused;
}

document.addEventListener("click", copy);
