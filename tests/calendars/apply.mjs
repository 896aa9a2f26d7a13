// Keeps one person's calendar by the messages in letters, read by ical.js as Thunderbird takes them.
//
// node apply.mjs LIBRARY FILE...; after each file a list of [uid, start, end, status, summary].
// Taken is what is new, has a higher SEQUENCE, or the same one with a later DTSTAMP.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [library, ...files] = process.argv.slice(2);
const { default: ICAL } = await import(pathToFileURL(library));
const kept = new Map();

function version(event) {
  return [event.sequence ?? 0, event.component.getFirstPropertyValue("dtstamp").toUnixTime()];
}

function isNewer(event, known) {
  const [[sequence, stamp], [oldSequence, oldStamp]] = [version(event), version(known)];
  return sequence > oldSequence || (sequence === oldSequence && stamp > oldStamp);
}

function apply(calendar) {
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent"));
  const known = kept.get(event.uid);
  if (known && !isNewer(event, known)) return;
  const method = calendar.getFirstPropertyValue("method");
  if (method === "REQUEST") kept.set(event.uid, event);
  if (method === "CANCEL") kept.delete(event.uid);
}

const told = (event) => [
  event.uid,
  event.startDate.toJSDate().toISOString(),
  event.endDate.toJSDate().toISOString(),
  event.component.getFirstPropertyValue("status"),
  event.summary,
];

const after = files.map((file) => {
  apply(new ICAL.Component(ICAL.parse(readFileSync(file, "utf8"))));
  return [...kept.values()].map(told);
});
process.stdout.write(JSON.stringify(after));
