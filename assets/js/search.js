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

  globalThis.siteSearch = { keys, stem };
}
