// Says when the events of calendars happen, as ical.js reads them: JSON, a list for each file.
//
// node expand.mjs LIBRARY LAST_YEAR FILE...; a date is [uid, start, end, status, summary, place, text].
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [library, lastYear, ...files] = process.argv.slice(2);
const { default: ICAL } = await import(pathToFileURL(library));
const END = ICAL.Time.fromData({ year: Number(lastYear), month: 1, day: 1 });
const TEXTS = ["status", "summary", "location", "description"];

const uid = (part) => part.getFirstPropertyValue("uid");

const said = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());

const told = ({ item, startDate, endDate }) => [
  item.uid,
  said(startDate),
  said(endDate),
  ...TEXTS.map((name) => item.component.getFirstPropertyValue(name) ?? ""),
];

function dates(event) {
  if (!event.isRecurring()) return [{ item: event, startDate: event.startDate, endDate: event.endDate }];
  const found = [];
  const walk = event.iterator();
  for (let next = walk.next(); next && next.compare(END) < 0; next = walk.next()) {
    found.push(event.getOccurrenceDetails(next));
  }
  return found;
}

function read(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  // Only the zones of the file itself: those of the machine and of other files are not asked.
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  const parts = calendar.getAllSubcomponents("vevent");
  const overrides = parts.filter((part) => part.hasProperty("recurrence-id"));
  // Left to itself, ical.js gives an event the overrides of all others.
  const masters = parts
    .filter((part) => !overrides.includes(part))
    .map((part) => new ICAL.Event(part, { exceptions: overrides.filter((one) => uid(one) === uid(part)) }));
  return masters.flatMap(dates).map(told);
}

process.stdout.write(JSON.stringify(files.map((file) => read(readFileSync(file, "utf8")))));
