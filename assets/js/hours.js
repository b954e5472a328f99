// Open or closed now: by the rules of sitegen/resolve/opening.py, from the lines of sitegen/views/opening.py.
{
  const [AHEAD, NOTICE, DAY] = [100, 14, 1440];
  const words = JSON.parse(document.getElementById("opening-words")?.dataset.words || null);
  const holidays = new Map();
  for (const { dataset, lastElementChild } of document.querySelectorAll("#opening-words [data-ends]")) {
    holidays.set(Date.parse(dataset.ends) / 864e5, lastElementChild.textContent);
  }

  // Days and minutes since 1970, as the clocks of the site show them.
  const { timezone: timeZone } = document.documentElement.dataset;
  const clocks = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  const now = () => Date.parse(`${clocks.format(Date.now()).replace(" ", "T")}Z`) / 6e4;
  const dayOf = (moment) => Math.floor(moment / DAY);
  const iso = (day) => new Date(day * 864e5).toISOString().slice(0, 10);

  const ruleOf = (text) => {
    const [adds, days, holiday, nth, spans, times] = text.split("/");
    const openings = times ? times.split(",").map((one) => [...one.match(/\d+/g).map(Number), one.endsWith("a")]) : [];
    return { adds, days, holiday, nth, spans, openings };
  };
  const holds = ({ days, holiday, nth, spans }, day) => {
    const [year, month, date] = iso(day).split("-");
    const within = (span) => {
      const [first, last] = span.split("-");
      const at = (year + month + date).slice(-first.length);
      return first <= last ? first <= at && at <= last : first <= at || at <= last;
    };
    return (
      (!holiday || holidays.has(day)) &&
      (!days || days.includes((day + 3) % 7)) &&
      (!nth || nth.includes(Math.ceil(date / 7)) || (nth.includes(6) && iso(day + 7).slice(5, 7) !== month)) &&
      (!spans || spans.split(",").some(within))
    );
  };

  const on = ({ rules }, day) =>
    rules
      .filter((rule) => holds(rule, day))
      .reduce((found, { adds, openings }) => (adds ? [...found, ...openings] : openings), [])
      .sort(([one], [other]) => one - other);
  const isUnsure = (hours, day) => hours.unsure && holidays.has(day) && on(hours, day)[0];
  const around = (hours, day) =>
    [day - 1, day].flatMap((one) =>
      on(hours, one).map(([opens, closes, asked]) => [
        one * DAY + opens,
        one * DAY + closes,
        isUnsure(hours, one) ? "unknown" : asked ? "appointment" : "open",
      ]),
    );
  const stateAt = (hours, moment) =>
    around(hours, dayOf(moment)).find(([opens, closes]) => opens <= moment && moment < closes)?.[2] || "closed";
  const next = (hours, moment, wanted) => {
    for (let day = dayOf(moment), end = day + AHEAD; day < end; day++) {
      for (const edge of around(hours, day).flatMap(([opens, closes]) => [opens, closes])) {
        if (edge > moment && wanted(stateAt(hours, edge))) return edge;
      }
    }
  };

  const isClosed = (hours, day) => {
    const rules = hours.rules.filter((rule) => holds(rule, day));
    const by = [...rules].reverse().find(({ adds }) => !adds);
    return by && (by.spans || by.holiday) && !on(hours, day)[0] && rules.some((rule) => rule.openings[0] && !rule.holiday);
  };

  // Times are isolated: they read from left to right in every language, and do not break.
  const clock = (minute) => new Date(minute * 6e4).toISOString().slice(11, 16);
  const isolated = (text) => `\u2066${text}\u2069`;
  const fill = (text, values) => text.replace(/%(\w+)%/g, (_, name) => values[name]);
  const dated = (day, options) =>
    new Intl.DateTimeFormat(`${words.locale}-u-ca-gregory-nu-latn`, { timeZone: "UTC", ...options }).format(day * 864e5);
  const inWords = (day) => dated(day, { weekday: "long", day: "numeric", month: "long" });
  const asked = (is) => (is ? ` (${words.appointment})` : "");
  const span = ([opens, closes, is]) =>
    (closes - opens === DAY ? words.allDay : isolated(`${clock(opens)}\u2060–\u2060${clock(closes)}`)) + asked(is);
  const time = (moment) => isolated(clock(moment));
  const when = (moment, today) => {
    const day = dayOf(moment);
    if (day === today) return time(moment);
    return `${day > today + 6 ? inWords(day) : dated(day, { weekday: "long" })} ${time(moment)}`;
  };

  const ask = (packed) => {
    const [until, unsure, rules] = packed.split("|");
    const [hours, moment] = [{ unsure, rules: rules.split(";").map(ruleOf) }, now()];
    const today = dayOf(moment);
    return { hours, moment, today, state: stateAt(hours, moment), isHeld: iso(today) <= until };
  };
  const say = (packed) => {
    if (!packed || !words) return "";
    const { hours, moment, today, state, isHeld } = ask(packed);
    if (isUnsure(hours, today) && state !== "open") return fill(words.ask, { name: holidays.get(today) });
    if (!isHeld) {
      const found = on(hours, today).map(span).join(words.comma);
      return fill(words.published, { hours: found || words.shutToday });
    }
    if (state === "closed") {
      const opens = next(hours, moment, (other) => other === "open" || other === "appointment");
      if (!opens) return words.closed;
      return fill(words.opens, { when: when(opens, today) + asked(stateAt(hours, opens) === "appointment") });
    }
    const closes = next(hours, moment, (other) => other !== state);
    if (!(closes - moment < DAY)) return state === "open" ? words.open : words.appointment;
    return fill(state === "open" ? words.closes : words.asked, { time: time(closes) });
  };
  const isOpen = (packed) => {
    if (!packed || !words) return null;
    const { state, isHeld } = ask(packed);
    return isHeld && /open|closed/.test(state) ? state === "open" : null;
  };
  const sayClosure = (packed) => {
    const { hours, today } = ask(packed);
    for (let first = today; first < today + NOTICE; first++) {
      const values = { day: inWords(first), name: holidays.get(first) };
      if (isUnsure(hours, first)) return first > today ? fill(words.askOn, values) : "";
      if (!isClosed(hours, first)) continue;
      let last = first;
      for (let day = first; day < first + AHEAD && !on(hours, day)[0]; day++) if (isClosed(hours, day)) last = day;
      values.last = inWords(last);
      return fill(last > first ? words.shutFrom : values.name ? words.shutFor : words.shut, values);
    }
    return "";
  };

  for (const shown of document.querySelectorAll("[data-opening]")) {
    const { opening } = shown.dataset;
    const [status, closure] = shown.children;
    status.textContent = say(opening);
    status.dataset.open = isOpen(opening);
    closure.textContent = sayClosure(opening);
    shown.hidden = false;
    const rows = [...shown.parentElement.querySelectorAll("[data-on]")];
    rows.filter(({ dataset }) => holds(ruleOf(dataset.on), dayOf(now()))).pop()?.setAttribute("aria-current", "date");
  }

  globalThis.openingHours = { say, isOpen };
}
