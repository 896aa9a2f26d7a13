// Asks for the next dates again when something changed in the form that gives them.

const WAIT = 400;
const ASKED = /^(csrfmiddlewaretoken|starts_at|ends_at|is_all_day|is_time_known|time_zone|status)$|^(recurrence|changed_dates)-/;

async function ask(place, form) {
  const values = [...new FormData(form)].filter(([name]) => ASKED.test(name));
  const body = new URLSearchParams(values);
  const answer = await fetch(place.dataset.comingDates, { method: "POST", body });
  if (answer.ok) place.innerHTML = await answer.text();
}

for (const place of document.querySelectorAll("[data-coming-dates]")) {
  const form = place.closest("form");
  let waiting;
  const later = (event) => {
    if (event && !ASKED.test(event.target.name ?? "")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(place, form), WAIT);
  };
  form?.addEventListener("change", later);
  form?.addEventListener("input", later);
  if ("isStale" in place.dataset) later();
}
