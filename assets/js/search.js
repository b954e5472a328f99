// Finds entries by words, in the browser: nothing that is typed leaves it.
{
  // --- Words as they are compared: docs/search.md, rules 1 to 9. The same as sitegen/languages/normal.py. ---

  const LETTERS = new Map(
    (
      "αa βv γg δd εe ζz ηi θ8 ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χx ψps ωo " +
      "ßss æe œe øo łl đd ıi " +
      "اA ٱA بB پB تT ٹT ثC جJ چJ حQ خX دD ډD ڈD ذZ زZ ژZ ږZ رR ړR ڑR سS شO ښO صP ضV ظV طU عE غG فF قI كK کK گK ګK " +
      "لL مM نN ںN ڼN هH ەH ہH ۃH ھH ةH وW يY یY ىY ېY ۍY ےY ء ٴ ـ " +
      "٠0 ١1 ٢2 ٣3 ٤4 ٥5 ٦6 ٧7 ٨8 ٩9 ۰0 ۱1 ۲2 ۳3 ۴4 ۵5 ۶6 ۷7 ۸8 ۹9"
    )
      .split(" ")
      .map((pair) => [pair[0], pair.slice(1)]),
  );

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
    [/^[WF]?[BKL]?AL(?=...)|^AL(?=..)|^[WF]?LL(?=...)/, ""],
    [/^N?MY(?=....)/, ""],
  ];
  const AFTER = [
    [/^(..+?)HA(Y{0,2}|YM|YT|YO)$/, "$1"],
    [/^(...+)(AT|WN|YN|AN|YH|H|Y)$/, "$1"],
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
        .replace(/(^| )((?:[A-Za-z]\.){2,}[A-Za-z]?)(?![A-Za-z])/g, (_, before, letters) => before + letters.replace(/\./g, ""))
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

  const LENGTH = 7; // letters of a stem that count
  const LOW = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const HIGH = "!#$%&'()*+,./:;<=>?@[]^`{|}";
  const [NAMED, TITLE] = [1, 2];

  const cut = (word) => word.slice(0, LENGTH);

  const added = (index, word, line, weight) => {
    if (!index.has(word)) index.set(word, new Map());
    const lines = index.get(word);
    lines.set(line, Math.max(weight, lines.get(line) ?? 0));
  };

  // What sitegen/search/packing.py writes.
  const unpack = (index, { stems, lines }) => {
    const steps = lines.split("~");
    let word = "";
    stems.match(/[!#-(][^!#-(]+/g)?.forEach((written, place) => {
      word = word.slice(0, "!#$%&'(".indexOf(written[0])) + written.slice(1);
      let [line, high] = [-1, 0];
      for (const sign of steps[place]) {
        const low = LOW.indexOf(sign);
        if (low < 0) high = high * HIGH.length + HIGH.indexOf(sign);
        else {
          line += high * LOW.length + low + 1;
          high = 0;
          added(index, word, line, NAMED);
        }
      }
    });
  };

  // In which file a stem stands: the same as packing.alphabet.
  const alphabet = (word) => (/^[A-Z]+$/.test(word) ? "arabic" : /^[a-z0-9]+$/.test(word) ? "latin" : "other");

  // --- What is found: few and right. ---

  // Whether the words differ by one letter that is missing, too many, another, or changed over with its neighbour.
  const isNear = (typed, word) => {
    const same = (a, b) => (word.length === LENGTH ? a.startsWith(b) : a === b);
    let at = 0;
    while (at < word.length && typed[at] === word[at]) at++;
    const [a, b] = [typed.slice(at), word.slice(at)];
    return (
      same(a.slice(1), b.slice(1)) || same(a, b.slice(1)) || same(a.slice(1), b) ||
      (a[0] === b[1] && a[1] === b[0] && same(a.slice(2), b.slice(2)))
    );
  };

  // The stems that a typed word may mean, with how sure that is. The next way is tried only where the last finds none.
  const meant = (index, key, isLast) => {
    const word = stem(key);
    if (index.has(cut(word))) return [[cut(word), 1]];
    if (alphabet(key) === "arabic") {
      // و ف ب ل ك without ال, and what may be joined at the end
      const bare = [/^[WFBLK]/, /(K|KM|NA|HM|M|T|O)$/].map((joined) => stem(key.replace(joined, ""))).filter((one) => one.length > 2);
      const found = bare.filter((one) => index.has(cut(one)));
      if (found.length) return found.map((one) => [cut(one), 0.9]);
    }
    const start = cut(alphabet(key) === "arabic" ? replaced(key, BEFORE) : key);
    if (isLast && start.length > 2) {
      const begun = [...index.keys()].filter((one) => one.startsWith(start));
      if (begun.length) return begun.map((one) => [one, 0.7]);
    }
    if (key.length > 4 && word.length > 3) {
      return [...index.keys()].filter((one) => one.length > 3 && isNear(word, one)).map((one) => [one, 0.5]);
    }
    return [];
  };

  // For each line that a typed word leads to, how much that says: rare words say more.
  const leads = (index, count, stems) => {
    const lines = new Map();
    for (const [word, sure] of stems) {
      const at = index.get(word);
      const rare = Math.log(1 + count / at.size);
      for (const [line, weight] of at) lines.set(line, Math.max(lines.get(line) ?? 0, sure * weight * rare));
    }
    return lines;
  };

  // Words that were typed in one, or parted: the key is tried as two, two keys as one.
  const parted = (index, key) => {
    for (let at = 3; at <= key.length - 3; at++) {
      const parts = [key.slice(0, at), key.slice(at)];
      if (parts.every((part) => index.has(cut(stem(part))))) return parts;
    }
    return [key];
  };
  const joined = (index, words) => {
    const made = [];
    for (const key of words) {
      const both = (made[made.length - 1] ?? "") + key;
      const [one, other] = [made[made.length - 1], key].map((part) => part && index.has(cut(stem(part))));
      if (made.length && !(one && other) && index.has(cut(stem(both)))) made[made.length - 1] = both;
      else made.push(key);
    }
    return made;
  };

  const MOST = 6;
  const ENOUGH = 0.5; // of what the best says

  // The lines that a question leads to, the best first. `index` holds stems, `stop` those that say nothing, `titles` the
  // number of words in the title of each line.
  const find = ({ index, stop, titles }, question) => {
    const typed = [...new Set(keys(question))];
    const telling = typed.filter((key) => !stop.has(cut(stem(key))));
    const last = typed[typed.length - 1];
    const words = joined(index, telling.length ? telling : typed).flatMap((key) => {
      const found = meant(index, key, key === last && !/\s$/.test(question));
      return found.length ? [found] : parted(index, key).map((part) => meant(index, part, false));
    });
    const all = words.map((stems) => leads(index, titles.length, stems));
    const scores = new Map();
    for (const line of new Set(all.flatMap((lines) => [...lines.keys()]))) {
      const said = all.filter((lines) => lines.has(line));
      const sum = said.reduce((total, lines) => total + lines.get(line), 0);
      const shown = said.length / Math.max(titles[line], said.length);
      scores.set(line, { missed: all.length - said.length, score: sum * (1 + 0.3 * shown) });
    }
    // All words; where nothing has them all, all but the weakest.
    const least = Math.min(...[...scores.values()].map((one) => one.missed));
    if (least > Math.max(1, all.length / 3)) return [];
    const best = [...scores].filter(([, one]) => one.missed === least).sort((a, b) => b[1].score - a[1].score || a[0] - b[0]);
    return best.filter(([, one]) => one.score >= ENOUGH * best[0][1].score).slice(0, MOST).map(([line]) => line);
  };

  globalThis.siteSearch = { keys, stem, unpack, added, find, cut };
}
