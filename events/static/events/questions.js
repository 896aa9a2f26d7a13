// Hides questions that do not apply to what was answered; the server judges by itself.

function answersTo(form, name) {
  const said = new FormData(form).getAll(name).map((one) => (one instanceof File ? one.name : one));
  return said.filter((one) => one !== "" && one !== "0");
}

function applies(form, question, hidden) {
  const name = question.dataset.onlyIf;
  if (!name || !form.querySelector(`[data-question="${name}"]`)) return true;
  const said = hidden.has(name) ? [] : answersTo(form, name);
  const wanted = question.dataset.onlyIfAnswer;
  return wanted ? said.includes(wanted) : said.length > 0;
}

function settle(form) {
  const hidden = new Set();
  for (const question of form.querySelectorAll("[data-question]")) {
    question.hidden = !applies(form, question, hidden);
    if (question.hidden) hidden.add(question.dataset.question);
  }
}

for (const form of document.querySelectorAll("form[data-questions]")) {
  for (const told of form.querySelectorAll("[data-condition]")) told.hidden = true;
  form.addEventListener("input", () => settle(form));
  form.addEventListener("change", () => settle(form));
  settle(form);
}
