// Offers in each question's condition the questions that stand before it, as they are typed.

const value = (row, name) => row.querySelector(`[name$="-${name}"]`)?.value ?? "";

function rowsOf(select) {
  const list = select.closest(".w-form__inline, [id$='-FORMS']") ?? select.form;
  return [...list.querySelectorAll("[data-only-if-select]")]
    .map((one) => one.closest("[data-inline-panel-child]"))
    .filter((row) => row && value(row, "DELETE") !== "1");
}

function keyOf(row) {
  const field = row.querySelector('[name$="-key"]');
  if (!field.value) field.value = crypto.randomUUID();
  return field.value;
}

function labelOf(row) {
  return value(row, "label") || row.querySelector('[name$="-kind"]').selectedOptions[0].text;
}

function choicesOf(row) {
  if (!["choice", "several"].includes(value(row, "kind"))) return [];
  return [...row.querySelectorAll('[name*="-choices-"][name$="-value"]')]
    .map((field) => [value(row, field.name.split("-").slice(2, 4).join("-") + "-id"), field.value])
    .filter(([id, text]) => id && text);
}

function offered(select) {
  const rows = rowsOf(select);
  const earlier = rows.slice(0, rows.indexOf(select.closest("[data-inline-panel-child]")));
  const found = [["", select.dataset.always]];
  for (const row of earlier) {
    const [key, label] = [keyOf(row), labelOf(row)];
    found.push([key, select.dataset.answered.replace("%s", label)]);
    for (const [id, text] of choicesOf(row)) found.push([`${key}/${id}`, `${label}: ${text}`]);
  }
  return found;
}

function fill(select) {
  const chosen = select.value;
  select.replaceChildren(...offered(select).map(([code, text]) => new Option(text, code)));
  select.value = chosen;
  if (select.selectedIndex < 0) select.value = "";
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.("[data-only-if-select]")) fill(event.target);
});
