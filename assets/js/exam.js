// Practice, the mock exam, reading aloud.
{
  // FNV-1a: the same rank on every device.
  const rank = (number, id) => {
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(`${number}:${id}`)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0;
    return (hash ^ (hash >>> 16)) >>> 0;
  };

  const mixed = (number, things, key = (thing) => thing) => {
    const ranks = new Map(things.map((thing) => [thing, rank(number, key(thing))]));
    return [...things].sort((a, b) => ranks.get(a) - ranks.get(b));
  };

  // Of each area the questions that rank first.
  const paper = (number, questions, parts) =>
    Object.entries(parts).flatMap(([area, count]) =>
      mixed(number, questions.filter((q) => q.area === area), (q) => q.id).slice(0, count),
    );

  // The right answer, as a list of texts.
  const solution = (q) =>
    ({
      choice: () => [q.options[q.answer]],
      "true-false": () => [q.answer ? "yes" : "no"],
      match: () => q.pairs.map((pair) => pair[1]),
      fill: () => q.gaps,
      order: () => q.steps,
    })[q.kind]();

  const isRight = (q, given) => JSON.stringify(given) === JSON.stringify(solution(q));

  const score = (questions, answers, each) => {
    const result = { points: 0, of: questions.length * each, areas: {}, missed: {} };
    questions.forEach((q, place) => {
      const area = (result.areas[q.area] ??= { points: 0, of: 0 });
      const got = isRight(q, answers[place]) ? each : 0;
      area.of += each;
      area.points += got;
      result.points += got;
      if (!got) result.missed[q.chapter] = (result.missed[q.chapter] ?? 0) + 1;
    });
    return result;
  };

  // Leitner's boxes: right moves a question on, wrong back; days until it comes back.
  const WAITS = [0, 1, 3, 7, 21];

  const dayOf = (time) => Math.floor(time / 86400000);

  const learnt = (known, id, right, day) => {
    const box = right ? Math.min((known[id]?.[0] ?? 0) + 1, WAITS.length - 1) : 0;
    return { ...known, [id]: [box, day + WAITS[box]] };
  };

  const next = (known, questions, count, day, seed) => {
    const kind = (q) => (known[q.id] ? (known[q.id][1] <= day ? 0 : 2) : 1);
    const box = (q) => known[q.id]?.[0] ?? 0;
    const order = mixed(seed, questions, (q) => q.id);
    return order.sort((a, b) => kind(a) - kind(b) || box(a) - box(b)).slice(0, count);
  };

  const kept = (text) => {
    const found = {};
    for (const [id, value] of Object.entries(JSON.parse(text)?.known ?? {})) {
      const [box, due] = Array.isArray(value) ? value : [];
      if (/^[a-z0-9-]+$/.test(id) && WAITS[box] !== undefined && Number.isInteger(due)) found[id] = [box, due];
    }
    return found;
  };

  const el = (name, ...inside) => {
    const [tag, className = ""] = name.split(".");
    const made = Object.assign(document.createElement(tag), { className });
    for (const one of inside.flat()) {
      if (one?.constructor === Object) Object.assign(made, one);
      else if (one) made.append(one);
    }
    return made;
  };
  const button = (text, onclick, name = "button.small") => el(name, { type: "button", onclick }, text);
  // Greek read aloud, where the device has a voice for it.
  const voiceOf = (lang) => globalThis.speechSynthesis?.getVoices().find((one) => one.lang.startsWith(lang));
  const listen = (text, label, lang) =>
    voiceOf(lang) &&
    button(label, () => {
      speechSynthesis.cancel();
      const voice = voiceOf(lang);
      speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(text), { voice, lang, rate: 0.85 }));
    });
  const hear = () => {
    for (const box of document.querySelectorAll("[data-listen]")) {
      const heard = listen(box.innerHTML.replace(/<[^>]+>/g, "\n"), box.dataset.listen, box.lang);
      if (!heard) return;
      delete box.dataset.listen;
      box.parentElement.before(heard);
    }
  };
  const $ = (id) => document.getElementById(id);

  const start = (root) => {
    const words = JSON.parse(root.dataset.words);
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
      } catch {}
      show();
    };
    const fill = (text, values) => text.replace(/%(\w+)%/g, (_, one) => values[one]);
    const say = (text) => ($("said").textContent = text);

    const load = async (chapters) => {
      const found = await Promise.all(
        chapters.map(async (id) => {
          const { questions, ...chapter } = await (await fetch(`../${id}/questions.json`)).json();
          return questions.map((q) => ({ ...q, ...chapter }));
        }),
      );
      return found.flat();
    };

    // One question; `given` reads the answer.
    let cards = 0;
    const card = (q, seed, label) => {
      const name = `q${(cards += 1)}`;
      const radio = (value, text = value) =>
        el("label.option", el("input", { type: "radio", name, value, required: true }), el("span", text));
      const pick = (texts, ariaLabel) => {
        const options = mixed(seed, texts).map((text) => new Option(text));
        return el("select", { required: true, ariaLabel }, new Option("…", ""), options);
      };
      const rows = (lefts, texts) => lefts.map((left) => el("p.pair", el("b", left), pick(texts, left)));
      const lists = { match: q.pairs?.map((pair) => pair[1]), fill: q.gaps && [...q.gaps, ...q.others], order: q.steps };
      const asked = q.question.split("___").map((part, place) => (place ? `(${place}) ____${part}` : part)).join("");
      const inside = {
        choice: () => q.options.map((text) => radio(text)),
        "true-false": () => [radio("yes", words.true), radio("no", words.false)],
        match: () => rows(q.pairs.map((pair) => pair[0]), lists.match),
        fill: () => q.gaps.map((_, place) => pick(lists.fill, `${place + 1}`)),
        order: () => rows(q.steps.map((_, place) => `${place + 1}.`), lists.order),
      }[q.kind]();
      // On paper the lists do not open: what there is to choose from stands below them.
      const bank = lists[q.kind] && el("p.bank", foreign, mixed(seed, lists[q.kind]).join(" · "));
      const gloss = q.words.map(([word, meaning]) => {
        const said = el("span", { hidden: true }, meaning);
        const opener = button(word, () => (opener.ariaExpanded = String(!(said.hidden = !said.hidden))));
        return el("span", Object.assign(opener, { ariaExpanded: "false", ...foreign }), " ", said);
      });
      const aloud = [q.question.replaceAll("___", ""), ...(q.options ?? q.steps ?? [])].join(". ");
      const node = el(
        "fieldset.question",
        el("legend", el("span.label", label), el("span.asked", foreign, asked)),
        el("div", foreign, inside),
        bank,
        el("p.glosses", gloss, listen(aloud, words.listen, foreign.lang)),
      );
      const given = () => [...node.querySelectorAll("input:checked, select")].map((one) => one.value);
      return { node, given };
    };

    const verdict = (good) => el(good ? "p.verdict good" : "p.verdict", good ? words.right : words.wrong);

    const judge = (node, q, good) => {
      for (const one of node.querySelectorAll("input, select")) one.disabled = true;
      const right = { "true-false": [words[solution(q)[0] === "yes"]], match: q.pairs?.map((pair) => pair.join(" – ")) };
      const lines = (right[q.kind] ?? solution(q)).map((text) => el("li", text));
      return el("div", verdict(good), el("ul.right", foreign, lines), el("p", q.explanation));
    };

    const practise = async () => {
      const chosen = [...$("choose").querySelectorAll("input:checked")].map((one) => one.value);
      const day = dayOf(Date.now());
      const asked = next(known, await load(chosen), +$("count").value, day, Date.now());
      let right = 0;
      const ask = (place) => {
        const q = asked[place];
        if (!q) {
          const done = asked.length ? fill(words.done, { right, of: asked.length }) : words.none;
          $("ask").replaceChildren(el("p.verdict good", done));
          $("choose").hidden = false;
          return say(done);
        }
        const { node, given } = card(q, q.id, fill(words.number, { n: place + 1, of: asked.length }));
        const check = el("button.button", words.check);
        const form = el("form", node, el("details", el("summary", words.hint), el("p", q.hint)), check);
        form.onsubmit = (event) => {
          event.preventDefault();
          const good = isRight(q, given());
          right += good;
          keep(learnt(known, q.id, good, day));
          say(`${good ? words.right : words.wrong} ${q.explanation}`);
          const on = button(words.next, () => ask(place + 1), "button.button");
          check.replaceWith(judge(node, q, good), on);
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
      clock = setInterval(() => ($("clock").textContent = new Date(Date.now() - began).toISOString().slice(11, 19)), 1000);
      $("ask").replaceChildren(...made.map(({ node }) => node));
      for (const one of $("ask").querySelectorAll("[required]")) one.required = false; // open is wrong
      $("sheet").replaceChildren(...asked.map(() => el("li")));
      $("result").hidden = true;
      $("paper").onsubmit = (event) => {
        event.preventDefault();
        clearInterval(clock);
        const answers = made.map((one) => one.given());
        const got = score(asked, answers, +root.dataset.each);
        let now = known;
        made.forEach(({ node }, place) => {
          const q = asked[place];
          const good = isRight(q, answers[place]);
          now = learnt(now, q.id, good, dayOf(began));
          node.append(judge(node, q, good));
        });
        keep(now);
        const missed = Object.entries(got.missed).sort((a, b) => b[1] - a[1]);
        const link = ([id, count]) => {
          const { href, title } = asked.find((q) => q.chapter === id);
          return el("li", el("a", { href }, title), ` (${count})`);
        };
        const points = (one) => el("bdi", { dir: "ltr" }, `${one.points} / ${one.of}`);
        $("points").textContent = fill(got.points < root.dataset.hurdle ? words.failed : words.passed, got);
        const line = ([area, one]) => el("li", `${words.areas[area]}: `, points(one));
        $("areas").replaceChildren(...Object.entries(got.areas).map(line));
        $("study").replaceChildren(...missed.map(link));
        $("to-study").hidden = !missed.length;
        $("result").hidden = false;
        say($("points").textContent);
        $("result").scrollIntoView();
      };
    };

    const show = () => {
      const all = Object.values(known);
      if (!$("known")) return;
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

  hear();
  globalThis.speechSynthesis?.addEventListener("voiceschanged", hear);
  const root = document.querySelector("[data-exam]");
  if (root) start(root);

  // For tests.
  globalThis.siteExam = { paper, solution, score, learnt, next, kept };
}
