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
  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pressed = [...pressed, event.timeStamp].filter((time) => event.timeStamp - time < 2000);
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
