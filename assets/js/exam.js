// Practice and the mock exam. First, without a page: which questions, what is right, when one comes back.

// FNV-1a: the same number and id give the same rank on every device.
export const rank = (number, id) => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${number}:${id}`)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
};

const byRank = (number) => (a, b) => rank(number, a.id) - rank(number, b.id) || (a.id < b.id ? -1 : 1);

// In an order that the number alone gives.
export const mixed = (number, things, key = (thing) => thing) =>
  things
    .map((thing) => ({ id: key(thing), thing }))
    .sort(byRank(number))
    .map(({ thing }) => thing);

// A paper: of each area so many questions as the exam asks, those that rank first by the paper's number.
export const paper = (number, questions, parts) =>
  Object.entries(parts).flatMap(([area, count]) =>
    mixed(number, questions.filter((q) => q.area === area), (q) => q.id).slice(0, count),
  );

// The right answer in the form that an answer is given in: a list of texts.
export const solution = (q) =>
  ({
    choice: () => [q.options[q.answer]],
    "true-false": () => [q.answer ? "yes" : "no"],
    match: () => q.pairs.map((pair) => pair[1]),
    fill: () => q.gaps,
    order: () => q.steps,
  })[q.kind]();

export const isRight = (q, given) => {
  const wanted = solution(q);
  return given.length === wanted.length && wanted.every((text, place) => text === given[place]);
};

// Points of a mock exam: in all, by area, and by chapter what was missed.
export const score = (questions, answers, each) => {
  const result = { points: 0, of: questions.length * each, areas: {}, missed: {} };
  questions.forEach((q, place) => {
    const area = (result.areas[q.area] ??= { points: 0, of: 0 });
    const right = isRight(q, answers[place] ?? []);
    area.of += each;
    if (right) {
      area.points += each;
      result.points += each;
    } else result.missed[q.chapter] = (result.missed[q.chapter] ?? 0) + 1;
  });
  return result;
};

// Leitner's boxes: right moves a question on, wrong back to the first; each box waits longer.
export const WAITS = [0, 1, 3, 7, 21];

export const dayOf = (time) => Math.floor(time / 86400000);

export const learnt = (known, id, right, day) => {
  const box = right ? Math.min((known[id]?.[0] ?? 0) + 1, WAITS.length - 1) : 0;
  return { ...known, [id]: [box, day + WAITS[box]] };
};

// Which to ask: what was missed and is due, then what is new, then what is due later.
export const next = (known, questions, count, day, seed) => {
  const kind = (q) => (known[q.id] ? (known[q.id][1] <= day ? 0 : 2) : 1);
  const box = (q) => known[q.id]?.[0] ?? 0;
  const order = mixed(seed, questions, (q) => q.id);
  return order.sort((a, b) => kind(a) - kind(b) || box(a) - box(b)).slice(0, count);
};

// What was kept, as it may be read from a file: only what we wrote.
export const kept = (text) => {
  const found = {};
  const data = JSON.parse(text);
  for (const [id, value] of Object.entries(data?.known ?? {})) {
    const [box, due] = Array.isArray(value) ? value : [];
    if (/^[a-z0-9-]{1,80}$/.test(id) && WAITS[box] !== undefined && Number.isInteger(due)) found[id] = [box, due];
  }
  return found;
};

// --- the page ------------------------------------------------------------------------------------------------

const el = (tag, props = {}, ...inside) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...inside.filter((one) => one !== null));
  return made;
};
const $ = (id) => document.getElementById(id);

const start = async (root) => {
  const words = JSON.parse($("words").textContent);
  const foreign = { lang: root.dataset.lang, dir: root.dataset.dir };
  const key = `exam ${root.dataset.key}`;
  let known = {};
  try {
    known = kept(localStorage.getItem(key) ?? "{}");
  } catch {}
  const keep = (now) => {
    known = now;
    try {
      if (Object.keys(known).length) localStorage.setItem(key, JSON.stringify({ known }));
      else localStorage.removeItem(key);
    } catch {} // a browser that keeps nothing still asks
    show();
  };
  const fill = (text, values) => text.replace(/%(\w+)%/g, (_, name) => values[name]);
  const say = (text) => ($("said").textContent = text);

  let voice = null;
  const voices = () =>
    (voice = globalThis.speechSynthesis?.getVoices().find((one) => one.lang.toLowerCase().startsWith(foreign.lang)));
  voices();
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", voices);
  const listen = (text) =>
    voice &&
    el("button", {
      type: "button",
      className: "small",
      textContent: words.listen,
      onclick: () => {
        speechSynthesis.cancel();
        speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang, rate: 0.85 }));
      },
    });

  const load = async (chapters) => {
    const found = await Promise.all(
      chapters.map(async (id) => {
        const data = await (await fetch(`../${id}/questions.json`)).json();
        return data.questions.map((q) => ({ ...q, area: data.area, chapter: id, title: data.title }));
      }),
    );
    return found.flat();
  };

  // One question as a group of fields; `given` reads the answer.
  let cards = 0;
  const card = (q, seed, label) => {
    const name = `q${(cards += 1)}`;
    const radio = (value, text) =>
      el("label", { className: "option" }, el("input", { type: "radio", name, value, required: true }), el("span", {}, text));
    const pick = (texts, said) =>
      el("select", { required: true, ariaLabel: said }, new Option("…", ""), ...mixed(seed, texts).map((text) => new Option(text)));
    const rows = (lefts, texts) => lefts.map((left) => el("p", { className: "pair" }, el("b", {}, left), pick(texts, left)));
    const asked = q.question.split("___").map((part, place) => (place ? `(${place}) ____${part}` : part)).join("");
    const inside = {
      choice: () => q.options.map((text) => radio(text, text)),
      "true-false": () => [radio("yes", words.true), radio("no", words.false)],
      match: () => rows(q.pairs.map((pair) => pair[0]), q.pairs.map((pair) => pair[1])),
      fill: () => q.gaps.map((_, place) => pick([...q.gaps, ...q.others], `${place + 1}`)),
      order: () => rows(q.steps.map((_, place) => `${place + 1}.`), q.steps),
    }[q.kind]();
    const gloss = q.words.map(([word, meaning]) => {
      const said = el("span", { hidden: true }, meaning);
      const button = el("button", { type: "button", className: "small", ariaExpanded: "false", ...foreign }, word);
      button.onclick = () => (button.ariaExpanded = String(!(said.hidden = !said.hidden)));
      return el("span", { className: "word" }, button, " ", said);
    });
    const spoken = listen([q.question.replaceAll("___", ""), ...(q.options ?? q.steps ?? [])].join(". "));
    const node = el(
      "fieldset",
      { className: "question" },
      el("legend", {}, el("span", { className: "label" }, label), el("span", { className: "asked", ...foreign }, asked)),
      el("div", foreign, ...inside),
      el("p", { className: "glosses" }, ...gloss, spoken || null),
    );
    const given = () =>
      ["choice", "true-false"].includes(q.kind)
        ? [...node.querySelectorAll("input:checked")].map((one) => one.value)
        : [...node.querySelectorAll("select")].map((one) => one.value);
    return { node, given };
  };

  // What was right, and why; the fields take no other answer now.
  const judge = (node, q, good) => {
    for (const one of node.querySelectorAll("input, select")) one.disabled = true;
    const right = { "true-false": [words[solution(q)[0] === "yes"]], match: q.pairs?.map((pair) => pair.join(" – ")) };
    return el(
      "div",
      {},
      el("p", { className: good ? "verdict good" : "verdict" }, good ? words.right : words.wrong),
      el("ul", { className: "right", ...foreign }, ...(right[q.kind] ?? solution(q)).map((text) => el("li", {}, text))),
      el("p", {}, q.explanation),
    );
  };

  const practise = async () => {
    const chosen = [...document.querySelectorAll("#choose input:checked")].map((one) => one.value);
    const day = dayOf(Date.now());
    const asked = next(known, await load(chosen), +$("count").value, day, Date.now());
    let right = 0;
    const ask = (place) => {
      const q = asked[place];
      if (!q) {
        const done = asked.length ? fill(words.done, { right, of: asked.length }) : words.none;
        $("ask").replaceChildren(el("p", { className: "verdict good" }, done));
        $("choose").hidden = false;
        return say(done);
      }
      const { node, given } = card(q, q.id, fill(words.number, { n: place + 1, of: asked.length }));
      const button = el("button", { className: "button", textContent: words.check });
      const hint = el("details", {}, el("summary", {}, words.hint), el("p", {}, q.hint));
      const form = el("form", {}, node, hint, button);
      form.onsubmit = (event) => {
        event.preventDefault();
        const good = isRight(q, given());
        right += good;
        keep(learnt(known, q.id, good, day));
        say(`${good ? words.right : words.wrong} ${q.explanation}`);
        const on = el("button", { type: "button", className: "button", textContent: words.next });
        on.onclick = () => ask(place + 1);
        button.replaceWith(judge(node, q, good), on);
        on.focus();
      };
      say("");
      $("ask").replaceChildren(form);
      form.querySelector("input, select").focus();
    };
    $("choose").hidden = true;
    ask(0);
  };

  let clock;
  const any = () => 1 + Math.floor(Math.random() * 9999);

  const sit = async () => {
    const number = Math.abs(parseInt(location.hash.slice(1), 10)) || any();
    history.replaceState(null, "", `#${number}`);
    $("number").value = number;
    const parts = JSON.parse(root.dataset.parts);
    const asked = paper(number, await load(JSON.parse(root.dataset.chapters)), parts);
    const made = asked.map((q, place) => card(q, q.id, fill(words.number, { n: place + 1, of: asked.length })));
    const began = Date.now();
    clearInterval(clock);
    clock = setInterval(() => {
      const passed = Math.floor((Date.now() - began) / 1000);
      $("clock").textContent = `${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, "0")}`;
    }, 1000);
    $("ask").replaceChildren(...made.map(({ node }) => node));
    for (const one of $("ask").querySelectorAll("[required]")) one.required = false; // an open answer is a wrong one
    $("sheet").replaceChildren(...asked.map((_, place) => el("li", {}, `${place + 1}. `)));
    $("result").hidden = true;
    $("paper").onsubmit = (event) => {
      event.preventDefault();
      clearInterval(clock);
      const answers = made.map(({ given }) => given());
      const got = score(asked, answers, +root.dataset.each);
      made.forEach(({ node }, place) => {
        node.append(judge(node, asked[place], isRight(asked[place], answers[place])));
      });
      keep(asked.reduce((now, q, place) => learnt(now, q.id, isRight(q, answers[place]), dayOf(began)), known));
      const passed = got.points >= +root.dataset.hurdle;
      const missed = Object.entries(got.missed).sort((a, b) => b[1] - a[1]);
      const title = (id) => asked.find((q) => q.chapter === id).title;
      const link = ([id, count]) => el("li", {}, el("a", { href: `../${id}/` }, title(id)), ` (${count})`);
      const points = (one) => el("bdi", { dir: "ltr" }, `${one.points} / ${one.of}`);
      $("points").textContent = fill(passed ? words.passed : words.failed, { points: got.points, of: got.of });
      $("areas").replaceChildren(
        ...Object.entries(got.areas).map(([area, one]) => el("li", {}, `${words.areas[area]}: `, points(one))),
      );
      $("study").replaceChildren(...missed.map(link));
      $("to-study").hidden = !missed.length;
      $("result").hidden = false;
      say($("points").textContent);
      $("result").scrollIntoView();
    };
  };

  const show = () => {
    if (!$("known")) return;
    const all = Object.values(known);
    $("known").textContent = fill(words.known, { n: all.length, firm: all.filter(([box]) => box >= 2).length });
  };
  show();
  root.hidden = false;
  if (root.dataset.exam === "mock") {
    addEventListener("hashchange", sit);
    $("number").onchange = () => (location.hash = $("number").value);
    $("again").onclick = () => (location.hash = any());
    $("timed").onchange = () => ($("clock").hidden = !$("timed").checked);
    $("print").onclick = () => print();
    return sit();
  }
  $("choose").onsubmit = (event) => {
    event.preventDefault();
    practise();
  };
  $("save").onclick = () => {
    const href = URL.createObjectURL(new Blob([JSON.stringify({ known })], { type: "application/json" }));
    el("a", { href, download: "exam-progress.json" }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  };
  $("load").onchange = async () => {
    try {
      keep({ ...known, ...kept(await $("load").files[0].text()) });
      say(words.loaded);
    } catch {
      say(words.unreadable);
    }
  };
  $("forget").onclick = () => {
    keep({});
    say(words.forgotten);
  };
};

if (globalThis.document) {
  const root = document.querySelector("[data-exam]");
  if (root) start(root);
}
