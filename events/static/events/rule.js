// Hides the parts of a rule of repetition that do not apply to what is chosen.

function chosen(field, part) {
  return field.querySelector(`[name$="-${part}"]:checked, select[name$="-${part}"]`)?.value ?? "";
}

function show(field, attribute, value) {
  for (const part of field.querySelectorAll(`[${attribute}]`)) {
    part.hidden = !part.getAttribute(attribute).split(" ").includes(value);
  }
}

function settle(field) {
  show(field, "data-rule-for", chosen(field, "often"));
  show(field, "data-rule-by", chosen(field, "by"));
  show(field, "data-rule-ends", chosen(field, "ends"));
}

for (const field of document.querySelectorAll("[data-rule]")) {
  field.addEventListener("change", () => settle(field));
  settle(field);
}
