// Saves a language on the phone, brings what was saved up to date, and deletes it: docs/offline.md.
{
  const root = new URL("../../", document.currentScript.src);
  const { lang, dataset } = document.documentElement;
  const prefix = `offline ${root.pathname} `;
  const name = prefix + lang;
  const STATE = new URL(`offline/state-${lang}`, root).href; // stands in the cache only
  const LANES = 6; // files that are loaded at once
  const HOUR = 3600000; // milliseconds

  const box = document.getElementById("offline");
  const status = box.querySelector("[role=status]");
  const bar = box.querySelector("progress");
  const [again, look, remove] = box.querySelectorAll("button");
  const words = status.dataset;
  let current = new AbortController(); // of the saving that runs; one that was stopped never goes on

  const say = (text) => {
    status.textContent = text;
  };
  const day = (time) => {
    const year = new Date(time).getFullYear() === new Date().getFullYear() ? undefined : "numeric";
    const form = { day: "numeric", month: "long", year, timeZone: dataset.timezone };
    return new Intl.DateTimeFormat(`${words.locale}-u-ca-gregory-nu-latn`, form).format(time);
  };

  // --- What is on the phone: since when, how many pages, and whether that is the whole. ---

  const state = async () => (await caches.match(STATE))?.json();
  const remember = async (told) => (await caches.open(name)).put(STATE, new Response(JSON.stringify(told)));

  const forget = async () => {
    await caches.delete(name);
    if ((await caches.keys()).some((one) => one.startsWith(prefix))) return;
    const worker = await navigator.serviceWorker.getRegistration(root);
    if (worker?.scope === root.href) await worker.unregister();
  };

  // --- Saving. Whatever goes wrong has a name, for which there are words. ---

  class Fault extends Error {
    constructor(kind, cause) {
      super(`${kind}: ${cause}`);
      this.kind = cause?.name === "QuotaExceededError" ? "room" : kind;
    }
  }
  const or = (kind, promise) => promise.catch((cause) => Promise.reject(new Fault(kind, cause)));

  const load = async (address, options) => {
    const answer = await or("network", fetch(address, options));
    if (!answer.ok) throw new Fault(answer.status < 500 ? "changed" : "network", answer.status);
    return answer;
  };

  const digest = async (bytes) =>
    [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 4)]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");

  // A page is marked as a copy, by which it knows that it is one. What is not what the list says is not saved: the site
  // may have been published again meanwhile.
  const keep = async (cache, address, signal) => {
    const answer = await load(address, { cache: "no-store", headers: { "x-saving": "1" }, signal }); // past the worker
    const bytes = await or("network", answer.arrayBuffer());
    if ((await digest(bytes)) !== address.split("?v=")[1]) throw new Fault("changed", address);
    const headers = new Headers(answer.headers);
    for (const one of ["content-encoding", "content-length", "vary"]) headers.delete(one);
    const isPage = headers.get("content-type")?.startsWith("text/html");
    const body = isPage ? new TextDecoder().decode(bytes).replace("<html ", "<html data-saved ") : bytes;
    if (!signal.aborted) await or("refused", cache.put(address, new Response(body, { headers })));
  };

  // Loads what lacks, then lets go of what is no longer in the list.
  const save = async (signal) => {
    const list = await or("network", (await load(new URL(`offline/${lang}.json`, root), { cache: "no-cache", signal })).json());
    await or("refused", navigator.serviceWorker.register(new URL("sw.js", root)));
    if (signal.aborted) return;
    const cache = await or("refused", caches.open(name));
    if (!(await state())) await or("refused", remember({ time: Date.now(), pages: list.pages, isWhole: false }));
    const wanted = new Set(list.files.map(([address, made]) => `${new URL(address, root)}?v=${made}`));
    const there = new Set((await cache.keys()).map((request) => request.url));
    const lacking = [...wanted].filter((address) => !there.has(address));
    bar.max = wanted.size;
    bar.value = wanted.size - lacking.length;
    const lane = async () => {
      while (lacking.length && !signal.aborted) {
        await keep(cache, lacking.pop(), signal);
        bar.value += 1;
      }
    };
    try {
      await Promise.all(Array.from({ length: LANES }, lane));
    } finally {
      lacking.length = 0; // where one lane fails, the others end too
    }
    if (signal.aborted) return;
    if (!(await state())) return forget(); // removed meanwhile in another window
    for (const address of there) if (!wanted.has(address) && address !== STATE) await cache.delete(address);
    await or("refused", remember({ time: Date.now(), pages: list.pages, isWhole: true }));
  };

  // --- What is said ---

  const show = async (fault) => {
    const now = await state();
    bar.hidden = true;
    again.hidden = now?.isWhole;
    look.hidden = !now?.isWhole;
    remove.hidden = !now;
    const done = now?.isWhole && words.done.replace("%day%", day(now.time)).replace("%n%", now.pages);
    say([words[fault], done || (!fault && (now ? words.part : words.nothing))].filter(Boolean).join(" "));
  };

  // An update that the reader did not ask for is not shown while it runs, nor when the network stops.
  const run = async (isAsked) => {
    if (isAsked) {
      again.hidden = look.hidden = true;
      bar.hidden = remove.hidden = false;
      say(words.running);
    }
    current = new AbortController();
    const { signal } = current;
    try {
      await save(signal);
      if (!signal.aborted) await show();
    } catch (fault) {
      if (signal.aborted) return;
      const now = await state();
      if (!now?.isWhole && ["room", "refused"].includes(fault.kind)) await forget(); // it would stay a half
      if (now?.isWhole && fault.kind !== "network") await remember({ ...now, isDue: false, tried: Date.now() });
      await show(isAsked || fault.kind !== "network" ? fault.kind : "");
      if (!fault.kind) throw fault;
    }
  };

  // A copy says that it is one, and of when.
  const admit = (time) => {
    const notice = box.querySelector("aside");
    const text = notice.querySelector("p");
    text.textContent = text.textContent.replace("%day%", day(time));
    notice.hidden = false;
    document.querySelector("main").before(notice);
  };

  const start = async () => {
    if ("asked" in box.dataset) return tapped(() => run(true));
    const now = await state();
    await show();
    if ("saved" in dataset) {
      if (now && !document.getElementById("saving")) admit(now.time); // the page for what is missing says that itself
      if (now) await remember({ ...now, isDue: true }); // the next page that comes from the network looks for changes
    } else if (!now?.isWhole) await run(true);
    else if (now.isDue || Math.abs(Date.now() - (now.tried || now.time)) > HOUR) await run(false); // clocks are set back, too
  };

  // The button that was tapped goes; the next thing to hear and to go on from is what is said in its place.
  const tapped = (act) => {
    status.focus();
    return act();
  };
  again.addEventListener("click", () => tapped(() => run(true)));
  look.addEventListener("click", () => tapped(() => run(true)));
  remove.addEventListener("click", () =>
    tapped(async () => {
      current.abort();
      await forget();
      await show();
    }),
  );
  start();
}
