// Asks for the next dates again when something changed in the form that gives them.

const WAIT = 400;
const ASKED = /^(csrfmiddlewaretoken|starts_at|ends_at|is_all_day|is_time_known|time_zone|status)$|^(recurrence|changed_dates)-/;

async function ask(place, form, question) {
  const values = [...new FormData(form)].filter(([name]) => ASKED.test(name));
  const body = new URLSearchParams(values);
  const answer = await fetch(place.dataset.comingDates, { method: "POST", body });
  const text = answer.ok ? await answer.text() : "";
  // A slow answer to an older question would stand in the way of the newest.
  if (answer.ok && question === place.dataset.question) place.innerHTML = text;
}

for (const place of document.querySelectorAll("[data-coming-dates]")) {
  const form = place.closest("form");
  let asked = 0;
  let waiting;
  const later = (event) => {
    if (event && !ASKED.test(event.target.name ?? "")) return;
    clearTimeout(waiting);
    place.dataset.question = String(++asked);
    waiting = setTimeout(() => ask(place, form, place.dataset.question), WAIT);
  };
  form?.addEventListener("change", later);
  form?.addEventListener("input", later);
  if ("isStale" in place.dataset) later();
}
