// Asks opening_hours, the reader that the editors of OpenStreetMap use. In: {holidays: [first year, last year],
// schedules: [{osm, instants}]}, instants in milliseconds. Out: {holidays: [days], states: [[…]]}. Run with TZ=Europe/Athens.
const OpeningHours = require("opening_hours");

const athens = { lat: 37.98, lon: 23.73, address: { country_code: "gr", state: "" } };
const asked = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const two = (number) => String(number).padStart(2, "0");
const day = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

const [first, last] = asked.holidays;
const held = new OpeningHours("PH 10:00-11:00", athens);
const holidays = held
  .getOpenIntervals(new Date(first, 0, 1), new Date(last + 1, 0, 1))
  .map(([opens]) => day(opens));

const states = asked.schedules.map(({ osm, instants }) => {
  const hours = new OpeningHours(osm, athens, { mode: 0 });
  return instants.map((instant) => {
    const at = new Date(instant);
    return hours.getState(at) ? "open" : hours.getUnknown(at) ? "appointment" : "closed";
  });
});
process.stdout.write(JSON.stringify({ holidays, states }));
