// Says when the events of a calendar on standard input happen, as ical.js reads them: JSON.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));
const END = ICAL.Time.fromData({ year: 2029, month: 1, day: 1 });

function told(start, end) {
  return [start, end].map((time) => (time.isDate ? time.toString() : time.toJSDate().toISOString()));
}

function dates(event) {
  if (!event.isRecurring()) return [{ item: event, startDate: event.startDate, endDate: event.endDate }];
  const found = [];
  const walk = event.iterator();
  for (let next = walk.next(); next && next.compare(END) < 0; next = walk.next()) {
    found.push(event.getOccurrenceDetails(next));
  }
  return found;
}

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
// Only the zones of the file itself: those of the machine are not asked.
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}
const events = calendar.getAllSubcomponents("vevent").map((part) => new ICAL.Event(part));
const masters = events.filter((event) => !event.isRecurrenceException());
for (const override of events.filter((event) => event.isRecurrenceException())) {
  masters.find((event) => event.uid === override.uid).relateException(override);
}
const happening = masters
  .flatMap(dates)
  .filter(({ item }) => item.component.getFirstPropertyValue("status") !== "CANCELLED");
process.stdout.write(JSON.stringify(happening.map(({ startDate, endDate }) => told(startDate, endDate))));
