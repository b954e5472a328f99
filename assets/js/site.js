// Small helps on top of pages that work without it. Nothing is stored, nothing is sent.

// Leaving a sensitive page: the address does not stay in the history of this tab; Esc three times does the same.
const exit = document.getElementById("exit");
if (exit) {
  const leave = (event) => {
    event.preventDefault();
    document.body.hidden = true;
    location.replace(exit.href);
  };
  exit.addEventListener("click", leave);
  document.getElementById("exit-keys").hidden = false;
  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pressed = [...pressed, event.timeStamp].filter((time) => event.timeStamp - time < 5000);
    if (pressed.length >= 3) leave(event);
  });
}

// One step back does not open again what was closed. On a sensitive page no link inside the page adds a step to the
// history, so that one step back does not lead here again.
for (const link of document.querySelectorAll(exit ? 'a[href^="#"]' : ".card-close, .meaning .back a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.replace(link.href);
  });
}

// The word whose meaning is shown over the foot of the window stays in sight.
addEventListener("hashchange", () => {
  const meaning = document.querySelector(".meaning:target");
  if (!meaning) return;
  const word = document.getElementById(meaning.id.replace("term", "use")).getBoundingClientRect();
  const hidden = word.bottom + 16 - meaning.firstElementChild.getBoundingClientRect().top;
  if (hidden > 0 && word.top < innerHeight) scrollBy(0, hidden);
});

// Esc closes the card or the meaning that is shown, and leads back to where it was asked for.
document.addEventListener("keydown", (event) => {
  const back = document.querySelector(".meaning:target .back a, .to-show:target .card-close");
  if (event.key === "Escape" && back) back.click();
});

// The page is right on the day and at the minute that it is read, even when the site was not built again: what begins
// or ends with a month, a day or a minute is shown in its time only. A shorter moment stands for all that lies in it.
const timeZone = document.documentElement.dataset.timezone;
const now = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(new Date());
const today = now.slice(0, 10);
const isOver = (moment) => now.slice(0, moment.length) > moment;
for (const shown of document.querySelectorAll("[data-starts], [data-ends], [data-after], [data-before]")) {
  const { starts = "", ends = "9", after = "", before = "9" } = shown.dataset;
  shown.hidden = now < starts || isOver(ends) || now >= before || (after && !isOver(after));
}

// What was confirmed too long ago is no longer called confirmed, even when the site was not built again.
for (const confirmed of document.querySelectorAll("[data-until]")) {
  const lapsed = today > confirmed.dataset.until;
  const [held, after] = confirmed.children;
  held.hidden = lapsed;
  after.hidden = !lapsed;
}

// Printing shows what is folded away, and folds it again; newer browsers do it with the style sheet alone.
if (!CSS.supports("selector(::details-content)")) {
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });
}

// Passing a page on: by the device's own sheet, where it has one; else the links get the whole text, and it can be copied.
{
  const share = document.querySelector(".share");
  if (share) {
    const [copy] = share.getElementsByTagName("button");
    const { content: summary = "" } = document.querySelector("meta[name=description]") || {};
    // A line from right to left keeps its order also in what shows it from left to right (U+200F).
    const marked = (line) => /[\u0600-\u06ff]/.test(line) ? `\u200f${line}\u200f` : line;
    const text = [marked(document.title), marked(summary), share.dataset.more].filter(Boolean).join("\n");
    const address = decodeURIComponent(share.querySelector("a").search.slice(6));
    const link = /^https?:/.test(address) ? address : "";
    const whole = [text, link].filter(Boolean).join("\n");
    const encoded = encodeURIComponent(whole);
    for (const way of share.querySelectorAll("a")) {
      const [start] = way.href.split("=");
      if (link && way.hostname === "t.me") way.href += `&text=${encodeURIComponent(text)}`;
      else if (way.protocol !== "mailto:") way.href = `${start}=${encoded}`;
      else way.href = `${start}=${encoded.replace(/%0A/g, "%0D%0A")}&subject=${encodeURIComponent(document.title)}`;
    }
    if (navigator.clipboard) {
      copy.hidden = false;
      copy.setAttribute("aria-live", "polite");
      copy.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(whole);
          copy.textContent = `✓ ${copy.textContent.replace("✓ ", "")}`;
        } catch {  // refused: then it is there to be copied by hand
          const shown = document.createElement("textarea");
          shown.value = whole;
          shown.readOnly = true;
          shown.setAttribute("aria-label", copy.textContent);
          copy.replaceWith(shown);
          shown.select();
        }
      });
    }
    if (navigator.share) {
      const ask = document.createElement("button");
      ask.className = "button";
      ask.textContent = share.querySelector("summary").textContent;
      ask.addEventListener("click", async () => {
        try {
          await navigator.share({ title: document.title, text: whole });
        } catch (reason) {
          if (reason.name === "AbortError") return;  // the reader closed it
          ask.remove();
          share.hidden = false;
          share.open = true;
        }
      });
      share.before(ask);
      share.hidden = true;
    }
  }
}
