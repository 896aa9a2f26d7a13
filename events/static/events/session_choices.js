// Marks the sessions that meet one that was ticked, and says when two of the ticked ones do.

function settle(field) {
  const rows = [...field.querySelectorAll("[data-session]")];
  const ticked = new Set(
    rows.filter((row) => row.querySelector("input").checked).map((row) => row.dataset.session),
  );
  let clashes = false;
  for (const row of rows) {
    const meets = row.dataset.meets.split(" ").some((key) => ticked.has(key));
    const isTicked = ticked.has(row.dataset.session);
    row.toggleAttribute("data-taken", meets && !isTicked);
    row.toggleAttribute("data-clashing", meets && isTicked);
    clashes ||= meets && isTicked;
  }
  const status = field.querySelector("[data-clash]");
  const text = clashes ? status.dataset.text : "";
  if (status.textContent !== text) status.textContent = text;
}

for (const field of document.querySelectorAll("[data-session-choices]")) {
  field.addEventListener("change", () => settle(field));
  settle(field);
}
