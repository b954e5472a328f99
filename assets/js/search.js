// Finds entries by words, in the browser: nothing that is typed leaves it.
{
  // --- Words as they are compared: docs/search.md, rules 1 to 9. The same as sitegen/languages/normal.py. ---

  const LETTERS = new Map();
  const become = (letters, others) => [...letters].forEach((sign, at) => LETTERS.set(sign, others[at] ?? ""));
  become("αβγδεζηθικλμνξοπρσςτυφχωæœøłđı", "avgdezi8iklmnxoprsstyfxoeeoldi");
  become("ψß", ["ps", "ss"]);
  become(
    "اٱبپتٹثجچحخدډڈذزژږرړڑسشښصضظطعغفقكکگګلمنںڼهەہۃھةويیىېۍےءٴـ",
    "AABBTTCJJQXDDDZZZZRRRSOOPVVUEGFIKKKKLMNNNHHHHHHWYYYYYY",
  );
  become("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789");

  const SPELLINGS = [
    [/3(?=[a-z])/g, "x"],
    [/th/g, "8"],
    [/ph/g, "f"],
    [/ch|kh|ks/g, "x"],
    [/[cq]/g, "k"],
    [/b|mp(?=.)/g, "v"],
    [/([ae])[vuy]/g, "$1f"],
    [/ai/g, "e"],
    [/[eo]i|o[uy]/g, "i"],
    [/g[gk]|ng/g, "g"],
    [/nt(?=.)/g, "d"],
    [/([dfglmnrvz])h(?![aeiouy])/g, "$1i"],
    [/[yu]/g, "i"],
    [/w/g, "o"],
    [/h/g, "x"],
    [/^gi(?=[aeo])/, "i"],
  ];
  const ENDINGS = [
    [/^(.{3,})ig$/, "$1"],
    [/^(.{2,}[^s])s$/, "$1"],
    [/^(.{2,}o)n$/, "$1"],
    [/^(.{3,}?)[aeio]+$/, "$1"],
    [/^(.{2,}m)at$/, "$1"],
    [/([a-z])\1+/g, "$1"],
  ];
  const BEFORE = [
    [/^[WF]?L(?=LAJ)|^[WF]?[BKL]?AL(?=...)|^AL(?=..)|^[WF]?LL(?=...)/, ""],
    [/^N?MY(?=....)/, ""],
  ];
  const AFTER = [
    [/^(..+?)HA(Y{0,2}|YM|YT|YO)$/, "$1"],
    [/^(...+)(AT|WN|YN|AN|YH|YT|H|Y)$/, "$1"],
    [/^(.+ND)K$/, "$1"],
    [/^(....+)A$/, "$1"],
    [/^(.+[AW])Y$/, "$1"],
  ];
  const PARTS = ["HA", "HAY", "HAYY", "MY", "NMY"];

  const replaced = (word, rules) => rules.reduce((made, [pattern, to]) => made.replace(pattern, to), word);
  const isLatin = (word) => /[a-z]/.test(word);

  const keys = (text) =>
    (
      [...text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "")]
        .map((sign) => LETTERS.get(sign) ?? (/[\p{L}\p{N}.]/u.test(sign) ? sign : " "))
        .join("")
        .replace(/(^| )((?:[A-Za-z]\.){2,}[A-Za-z]?)(?![A-Za-z])/g, (all) => all.replace(/\./g, ""))
        .match(/[A-Z]+|[a-z0-9]+|[^ .A-Za-z0-9]+/g) ?? []
    )
      .map((word) => (isLatin(word) ? replaced(word, SPELLINGS) : word))
      .filter((key) => [...key].length > 1 && !PARTS.includes(key));

  const stem = (key) => {
    if (!/^[A-Z]+$/.test(key)) return isLatin(key) ? replaced(key, ENDINGS) : key;
    let word = replaced(key, BEFORE);
    for (let last = ""; word !== last; ) [word, last] = [replaced(word, AFTER), word];
    return word;
  };

  // --- The index: from a stem to the lines of the list that it leads to, and how much it says there. ---

  // In which file a stem stands.
  const alphabet = (word) => (/^[A-Z]+$/.test(word) ? "arabic" : /^[a-z0-9]+$/.test(word) ? "latin" : "other");

  // Letters of a stem that count: Arabic is written without most of its vowels.
  const lengthOf = (word) => (alphabet(word) === "arabic" ? 5 : 6);
  const LOW = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const HIGH = "!#$%&'()*+,./:;<=>?@[]^`{|}";
  const [NAMED, TITLE] = [1, 1.5];

  const cut = (word) => [...word].slice(0, lengthOf(word)).join("");
  const short = (key) => cut(stem(key));

  const add = (index, word, line, weight) => {
    if (!index.has(word)) index.set(word, new Map());
    index.get(word).set(line, weight);
  };

  // What sitegen/search/packing.py writes. Titles are added after it: they say more.
  const unpack = (index, { stems, lines }) => {
    const steps = lines.split("~");
    let word = "";
    stems.match(/[!#-'][^!#-']+/g)?.forEach((written, place) => {
      word = word.slice(0, "!#$%&'".indexOf(written[0])) + written.slice(1);
      let [line, high] = [-1, 0];
      for (const sign of steps[place]) {
        const low = LOW.indexOf(sign);
        if (low < 0) high = high * HIGH.length + HIGH.indexOf(sign);
        else {
          line += high * LOW.length + low + 1;
          high = 0;
          add(index, word, line, NAMED);
        }
      }
    });
  };

  // --- What is found: few and right. ---

  // Whether words differ by one letter: another, two changed over, one too few or too many. Not by the first, which is
  // seldom wrong; and words of three letters are too much like each other for more or fewer.
  const isNear = (typed, word) => {
    const same = (a, b) => (word.length < lengthOf(word) ? a === b : a.startsWith(b));
    let at = 0;
    while (at < word.length && typed[at] === word[at]) at++;
    const [a, b] = [typed.slice(at), word.slice(at)];
    return (
      at > 0 &&
      ((a && b && same(a.slice(1), b.slice(1))) ||
        (a[0] === b[1] && a[1] === b[0] && same(a.slice(2), b.slice(2))) ||
        (typed.length > 3 && same(a, b.slice(1))) ||
        (word.length > 3 && typed.length > 4 && same(a.slice(1), b)))
    );
  };

  // What may have been meant by letters that were typed: η by h, two changed over, one too many.
  const misread = (raw) =>
    [...raw]
      .flatMap((sign, at) => {
        const [before, next, after] = [raw.slice(0, at), raw[at + 1] ?? "", raw.slice(at + 2)];
        return at ? [before + next + sign + after, raw.length > 5 ? before + next + after : ""] : [];
      })
      .concat(raw.replace(/h/gi, "i"))
      .flatMap(keys)
      .map(stem);

  // The stems that a typed word may mean, and how sure that is. A way is tried only where those before it found none.
  const meant = (index, { key, raw }, isLast) => {
    const word = stem(key);
    const isArabic = alphabet(key) === "arabic";
    const known = (words, least) => words.filter((one) => one.length >= least).map(cut).filter((one) => index.has(one));
    const like = (test) => [...index.keys()].filter(test);
    const ways = [
      [key.length > 2 ? 1 : 0.5, () => known([word], 1)], // of two letters: “am” is mother, and I am
      // و ف ب ل ك without ال, and what is joined at the end
      [0.9, () => isArabic && known([/^[WFBLK]/, /(K|KM|NA|HM|M|T|O)$/].map((joined) => stem(key.replace(joined, ""))), 3)],
      [0.7, () => {
        const start = cut(isArabic ? replaced(key, BEFORE) : key);
        return isLast && key.length > 2 && like((one) => one.startsWith(start));
      }],
      [0.5, () => key.length > 4 && [
        ...known(misread(raw), 4),
        ...like((one) => (word.length > 3 || key.length > 5) && isNear(word, one)),
      ]],
    ]; // prettier-ignore
    for (const [sure, way] of ways) {
      const found = way() || [];
      if (found.length) return found.map((one) => [one, sure]);
    }
    return [];
  };

  // The lines that stems lead to, and how much that says: rare words say more.
  const leads = ({ index, links }, stems) => {
    const lines = new Map();
    for (const [word, sure] of stems) {
      const at = index.get(word) ?? new Map();
      const rare = Math.log(1 + links.length / at.size);
      for (const [line, weight] of at) lines.set(line, Math.max(lines.get(line) ?? 0, sure * weight * rare));
    }
    return lines;
  };

  // Words that were typed in one: the lines that both halves lead to.
  const parted = (site, key) => {
    const least = alphabet(key) === "arabic" ? 3 : 4;
    for (let at = least; at <= key.length - least; at++) {
      const [one, other] = [key.slice(0, at), key.slice(at)].map((part) => leads(site, [[short(part), 0.8]]));
      const both = [...one].filter(([line]) => other.has(line)).map(([line, says]) => [line, says + other.get(line)]);
      if (both.length) return new Map(both);
    }
    return new Map();
  };

  // Words that say nothing, in Arabic also with و before them: they stand in every question.
  const isIdle = ({ stop }, key) => [key, key.replace(/^W/, "")].some((one) => stop.has(one));

  // Words that were typed apart: بی خانمان, 116 111.
  const joined = (site, words) =>
    words.reduce((made, word) => {
      const before = made[made.length - 1]?.key ?? "";
      const both = before + word.key;
      const isOne = before && before.length < 5 && site.index.has(short(both));
      if (!isOne || [before, word.key].every((one) => isIdle(site, one))) return [...made, word];
      return [...made.slice(0, -1), { key: both, raw: both }];
    }, []);

  const MOST = 6;
  const ENOUGH = 0.5; // of what the best says

  // The lines that a question leads to, the best first.
  const find = (site, question) => {
    const typed = question.split(/\s+/).flatMap((raw) => keys(raw).map((key) => ({ key, raw })));
    const words = joined(site, typed);
    const telling = words.filter(({ key }) => !isIdle(site, key));
    const asked = (telling.length ? telling : words).map((word) => {
      const stems = meant(site.index, word, word === words[words.length - 1] && !/\s$/.test(question));
      return stems.length ? leads(site, stems) : parted(site, word.key);
    });
    const all = asked.filter((lines) => lines.size); // of what nobody knows nothing can be found
    const scores = [...new Set(all.flatMap((lines) => [...lines.keys()]))].map((line) => {
      const said = all.filter((lines) => lines.has(line));
      const sum = said.reduce((total, lines) => total + lines.get(line), 0);
      // a title that has few other words is more to the point
      return { line, missed: all.length - said.length, score: sum * (1 + (0.3 * said.length) / Math.max(site.titles[line], said.length)) };
    });
    // All words; where nothing has them all, as many as anything has.
    const least = Math.min(...scores.map((one) => one.missed));
    const best = scores.filter((one) => one.missed === least).sort((a, b) => b.score - a.score || a.line - b.line);
    return best.filter((one) => one.score >= ENOUGH * best[0].score).slice(0, MOST).map((one) => one.line);
  };

  // --- The page ---

  const form = document.querySelector("form.search");
  const field = form?.querySelector("input");
  const found = document.getElementById("found");
  const status = found?.querySelector("[role=status]");

  const fetched = async (name) => {
    const { index, version } = found.dataset;
    const data = await (await fetch(`${index}${name}.json?v=${version}`)).json();
    if (data.version !== version) throw new Error("another build"); // than that of the page
    return data;
  };

  // The link of the page to itself in another language, which bears the name of that language.
  const inLanguage = (code) => document.querySelector(`.languages [lang="${code}"]`);

  // A line of the list that is not on this page: its title, address, icon, language and number.
  const beyond = ([title, href, icon, language, number]) => {
    const link = document.createElement("a");
    link.href = href;
    link.innerHTML = '<svg class="icon" aria-hidden="true"><use/></svg><span><bdi></bdi></span>';
    link.querySelector("use").setAttribute("href", `#i${icon}`);
    const text = link.querySelector("bdi");
    text.textContent = title;
    if (language) Object.assign(text, { lang: language, dir: inLanguage(language).dir });
    if (number) text.after(" ", Object.assign(document.createElement("bdi"), { dir: "ltr", textContent: number }));
    return link;
  };

  // What the search needs is fetched when it is needed, once: the lines, then an alphabet when one types in it.
  const asked = new Map();
  const once = (name, make) => asked.get(name) ?? asked.set(name, make()).get(name);

  // The script that knows how far things are comes with the first search: before it, nobody asks.
  const loadNear = () => {
    const script = document.createElement("script");
    script.src = found.dataset.near;
    document.head.append(script);
  };

  const lists = async () => {
    if (found.dataset.near) loadNear();
    const { beyond: others, hours, points = {}, stop, alphabets } = await fetched("lines");
    const links = [...document.querySelectorAll(".findable a"), ...others.map(beyond)];
    const site = { index: new Map(), stop: new Set(stop.split(" ")), links, hours, points, alphabets };
    const words = links.map((link) => keys(link.textContent).filter((key) => !site.stop.has(key)).map(short));
    site.titles = words.map((title) => title.length);
    site.addTitles = () => words.forEach((title, line) => title.forEach((word) => add(site.index, word, line, TITLE)));
    return site;
  };

  const ready = async (question) => {
    const site = await once("", lists);
    const typed = keys(question).map(alphabet);
    const wanted = site.alphabets.filter((name) => typed.includes(name));
    await Promise.all(wanted.map((name) => once(name, async () => unpack(site.index, await fetched(name)))));
    site.addTitles();
    return site;
  };

  // A result is the line of the list, and what else can be told: what it is, whether it is open, how far away.
  const result = (site, line) => {
    const item = document.createElement("li");
    const link = site.links[line].cloneNode(true);
    const [kind] = link.getAttribute("href").match(/[a-z0-9-]+/) ?? []; // of ../glossary/page-2/#amka
    const foreign = link.querySelector("bdi[lang]")?.lang;
    const small = document.createElement("small");
    small.textContent = [
      JSON.parse(found.dataset.kinds)[kind],
      foreign && inLanguage(foreign)?.textContent,
      site.hours[line] && globalThis.openingHours?.say(site.hours[line]),
      globalThis.nearMe?.distance(site.points[line]),
    ].filter(Boolean).join(" · "); // prettier-ignore
    link.querySelector("span").append(small);
    item.append(link);
    return item;
  };

  const show = (said, results, isNothing) => {
    found.hidden = !said;
    status.textContent = said;
    found.querySelector("ol").replaceChildren(...results);
    document.getElementById("nothing").hidden = !isNothing;
  };

  const search = async () => {
    const question = field.value;
    try {
      if (!keys(question).length) return show("", []);
      const site = await ready(question);
      if (question !== field.value) return; // more was typed meanwhile
      const lines = find(site, question);
      const mail = document.getElementById("ask-editors");
      if (mail) mail.search = `?subject=${encodeURIComponent(`${mail.dataset.subject} ${question}`)}`;
      const said = lines.length ? `${status.dataset.found} ${lines.length}` : status.dataset.nothing;
      show(said, lines.map((line) => result(site, line)), !lines.length);
      form.scrollIntoView(); // on a phone the first that is found would stand below the screen
    } catch {
      asked.clear();
      show(status.dataset.fault, []);
    } finally {
      // The words stand in the fragment, which no server is sent.
      history.replaceState(null, "", field.value.trim() ? `#q=${encodeURIComponent(field.value)}` : location.pathname);
    }
  };

  // Arrows lead from the field into what is found and back; Esc empties the field.
  const move = (event) => {
    const stops = [field, ...found.querySelectorAll("ol a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
    if (at < 0) return;
    if (next) {
      event.preventDefault();
      next.focus();
    } else if (event.key === "Escape") {
      field.value = "";
      field.focus();
      search();
    }
  };

  // The words of the address. Links to a letter or to the content have none: what is found stays.
  const again = () => {
    const words = new URLSearchParams(location.hash.slice(1)).get("q");
    if (words === null) return;
    field.value = [...words].slice(0, field.maxLength).join("");
    search();
  };

  if (form) {
    form.hidden = false;
    document.getElementById("without-search")?.remove();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (found) found.querySelector("ol a")?.focus();
      else location.href = `${form.getAttribute("action")}#q=${encodeURIComponent(field.value)}`;
    });
  }
  if (found) {
    field.addEventListener("input", search);
    field.addEventListener("focus", () => once("", lists).catch(() => asked.clear()), { once: true });
    document.addEventListener("keydown", move);
    addEventListener("hashchange", again);
    addEventListener("near", search); // how far things are is known now
    again();
  }

  // For tests and benchmarks/search.py: the addresses that a question leads to.
  const addresses = async (question) => {
    const site = await ready(question);
    return find(site, question).map((line) => site.links[line].getAttribute("href"));
  };
  globalThis.siteSearch = { keys, stem, addresses };
}
