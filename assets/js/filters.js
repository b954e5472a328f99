// Choosing from a list: the links to a page for each choice become buttons that combine. Of each entry a choice is a yes,
// a no, or not known; of one kind of choice the best answer counts, of several kinds the worst. Nothing is sent: the
// pages of the list are read for their entries, and what is chosen stands in the fragment.
{
  const box = document.querySelector("[data-pages]");
  const [NO, UNKNOWN, YES] = [0, 1, 2];

  const start = () => {
    const find = (selector) => document.querySelector(selector);
    const [said, results, listed] = ["[data-said]", "[data-results]", "[data-listed]"].map(find);
    const [fitting, apart, others] = ["ul", "details", "details ul"].map((name) => results.querySelector(name));
    const [summary, buttons] = ["summary span", ".buttons"].map((name) => box.querySelector(name));
    const [showing, clearing] = buttons.querySelectorAll("button");
    const words = JSON.parse(box.dataset.words);
    const rules = new Intl.PluralRules(document.documentElement.lang);
    const unchosen = [...summary.childNodes];
    const offered = [...box.querySelectorAll("[data-choice]")].filter((one) => !one.hidden || globalThis.openingHours);
    const choices = new Map(offered.map((one) => [one.dataset.choice, one]));
    const facet = (id) => id.split("/")[0];
    const counted = (forms, n) => (forms[rules.select(n)] || forms.other).replace("%n%", n);

    // What is chosen. What is sensitive stands in no address: others would see it in the history.
    const asked = () => new URLSearchParams(location.hash.slice(1));
    const chosen = () => {
      const ids = (history.state && history.state.chosen) || (asked().get("by") || "").split(",");
      return [...new Set(ids)].filter((id) => choices.has(id));
    };
    const address = (ids) => {
      const hidden = ids.some((id) => choices.get(id).dataset.private !== undefined);
      return location.pathname + location.search + (ids.length && !hidden ? `#by=${ids}` : "");
    };
    const pressed = () => [...choices.keys()].filter((id) => choices.get(id).getAttribute("aria-pressed") === "true");
    const choose = (ids) => {
      history.pushState({ chosen: ids }, "", address(ids));
      show();
    };

    // The entries, in the order of the list, out of all its pages.
    const entriesOn = (page) =>
      [...page.querySelectorAll("[data-listed] li[data-has]")].map((item) => ({
        item,
        has: item.dataset.has.split(" "),
        lacks: item.dataset.lacks.split(" "),
        hours: item.dataset.hours,
      }));
    const entriesAt = async (address) => {
      if (address === "./") return entriesOn(document);
      const url = new URL(address, location.href);
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const link of page.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), url);
      return entriesOn(page);
    };
    let loading;
    const load = () => {
      loading = loading || Promise.all(box.dataset.pages.split(" ").map(entriesAt)).then((pages) => pages.flat());
      loading.catch(() => (loading = undefined));
      return loading;
    };

    // How an entry stands to a choice, and to all that is chosen.
    const isOpen = ({ hours }) => {
      const open = hours ? openingHours.isOpen(hours) : null;
      return open === null ? UNKNOWN : open ? YES : NO;
    };
    const state = (entry, id) => {
      if (id === "open") return isOpen(entry);
      if (entry.has.includes(id)) return YES;
      return entry.lacks.includes(id) || entry.lacks.includes(facet(id)) ? NO : UNKNOWN;
    };
    const stands = (entry, ids) =>
      [...new Set(ids.map(facet))]
        .map((kind) => Math.max(...ids.filter((id) => facet(id) === kind).map((id) => state(entry, id))))
        .reduce((worst, one) => Math.min(worst, one), YES);

    const count = (entries, ids) => {
      for (const [id, choice] of choices) {
        const rest = ids.filter((other) => facet(other) !== facet(id));
        const found = entries.map((entry) => Math.min(stands(entry, rest), state(entry, id)));
        const [yes, unknown] = [YES, UNKNOWN].map((wanted) => found.filter((one) => one === wanted).length);
        choice.querySelector("b").textContent = yes;
        const apart = choice.querySelector(".count .muted");
        if (!apart) continue;
        apart.hidden = !unknown;
        apart.lastElementChild.textContent = unknown;
      }
    };
    const press = (ids) => {
      for (const [id, choice] of choices) choice.setAttribute("aria-pressed", ids.includes(id));
      buttons.hidden = !ids.length;
      const labels = ids.map((id) => choices.get(id).querySelector("span").cloneNode(true));
      const parted = labels.flatMap((label, place) => (place ? [words.and, label] : [label]));
      summary.textContent = "";
      summary.append(...(ids.length ? parted : unchosen));
    };
    const list = (entries, ids) => {
      const [fit, unknown] = [YES, UNKNOWN].map((wanted) => entries.filter((entry) => stands(entry, ids) === wanted));
      const unchecked = ids.every((id) => choices.get(id).dataset.lookedAt !== undefined);
      const rest = unknown.length ? counted(unchecked ? words.unchecked : words.unknown, unknown.length) : "";
      fitting.textContent = others.textContent = "";
      fitting.append(...fit.map(({ item }) => item.cloneNode(true)));
      for (const { item } of unknown) {
        others.append(document.createElement("li"));
        others.lastChild.append(item.querySelector("a").cloneNode(true));
      }
      apart.hidden = !unknown.length;
      apart.open = !fit.length;
      apart.querySelector("summary span").textContent = rest;
      showing.lastChild.textContent = fit.length;
      said.textContent = `${fit.length ? counted(words.found, fit.length) : words.none} ${rest}`;
    };
    const show = async () => {
      if (!chosen().length && !loading) return;
      const entries = await load().catch(() => null);
      if (!entries) return; // without the other pages the list stays as it is
      const ids = chosen();
      press(ids);
      count(entries, ids);
      listed.hidden = ids.length > 0;
      results.hidden = !ids.length;
      if (ids.length) list(entries, ids);
      else said.textContent = "";
    };

    const toggle = async (id, link) => {
      try {
        await load();
      } catch {
        location.href = link.href; // the page of this one choice, made for where no script runs
        return;
      }
      const ids = chosen();
      choose(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
    };
    for (const [id, choice] of choices) {
      choice.hidden = false; // who is open now is asked only where the hours can be read
      choice.setAttribute("role", "button");
      choice.setAttribute("aria-pressed", "false");
      choice.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        toggle(id, choice);
      });
      choice.addEventListener("keydown", (event) => {
        if (event.key !== " " || !choice.href) return;
        event.preventDefault();
        choice.click();
      });
    }
    showing.addEventListener("click", () => {
      box.open = false;
      results.focus();
    });
    clearing.addEventListener("click", () => {
      choose([]);
      box.querySelector("summary").focus();
    });
    box.addEventListener("toggle", () => box.open && load().catch(() => null));
    const arrive = () => {
      if (!history.state) {
        // A link inside the page, such as the one to its content, takes no choice away.
        const isInside = location.hash && !asked().has("by");
        const ids = isInside ? pressed() : chosen();
        history.replaceState({ chosen: ids }, "", ids.length && !isInside ? address(ids) : undefined);
      }
      show();
    };
    addEventListener("popstate", arrive);
    arrive();
  };
  if (box) start();
}
