// Reads a calendar as browsers and Thunderbird do (ical.js): UID, start and end in UTC, as JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const root = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of root.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone), zone.getFirstPropertyValue("tzid"));
}
const moment = (time) => (time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString().slice(0, 19) + "Z");
const events = root.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
const found = Object.fromEntries(events.map((event) => [event.uid, [moment(event.startDate), moment(event.endDate)]]));
process.stdout.write(JSON.stringify(found));
