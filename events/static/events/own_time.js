// Knows the visitor's own clock: sets it beside hours that are told by another one.
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
const language = document.documentElement.lang;

function formatter(timeZone, more) {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", numberingSystem: "latn" };
  return new Intl.DateTimeFormat(language, { ...options, ...more, timeZone });
}

function day(moment, timeZone) {
  return new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone }).format(moment);
}

// The weekday is said where it is another one there than here.
function told(start, end, zone) {
  const isSameDay = day(start, own) === day(start, zone) && day(start, own) === day(end, own);
  const format = formatter(own, isSameDay ? {} : { weekday: "short" });
  return start < end ? `${format.format(start)}–${format.format(end)}` : format.format(start);
}

function isSameClock(start, end, zone) {
  const [here, there] = [own, zone].map((name) => formatter(name, { weekday: "short" }));
  return [start, end].every((moment) => here.format(moment) === there.format(moment));
}

function show(time) {
  const { ownTime, until, zone } = time.dataset;
  const [start, end] = [new Date(time.dateTime), new Date(until)];
  if (isSameClock(start, end, zone)) return;
  const text = document.createElement("span");
  text.className = "own-time";
  text.textContent = ownTime.replace("{time}", `\u2068${told(start, end, zone)}\u2069`);
  // Whose clock the first hours are on stays beside them.
  const place = time.nextElementSibling?.matches(".hours__zone") && time.nextElementSibling;
  (place || time).after(" ", text);
}

function showAll(place) {
  place.querySelectorAll("time[data-own-time]").forEach(show);
}

// A browser that lacks a zone, or whose clock has none, leaves the page as it came.
if (own) {
  showAll(document);
  document.addEventListener("dialog:filled", (event) => showAll(event.target));
}
