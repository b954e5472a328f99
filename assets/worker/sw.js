// Answers from what a reader saved on the phone. It saves nothing itself: assets/js/saving.js does, when asked.
// Everything is saved under <address>?v=<digest>, so an asset, whose address is just that, is found as it is.

const root = registration.scope;
const WAIT = 3000; // milliseconds for which a page is waited for that is saved

const pause = (time) => new Promise((done) => setTimeout(done, time));
const saved = (address) => caches.match(address, { ignoreSearch: true });
const plain = (address) => address.replace(/[?#].*/, "").replace(/\/index\.html$/, "/");

// The page for what is not on the phone, in the language of the address, else in all. It is shown at that address, so
// that loading again is trying again: its links must not depend on where they stand. A folder without its slash leads on,
// as on a server.
const missing = async ({ url, mode }) => {
  if (mode !== "navigate") return Response.error();
  const asked = plain(url);
  if (await saved(`${asked}/`)) return Response.redirect(`${asked}/`);
  const [language] = asked.slice(root.length).split("/");
  const address = (await saved(`${root}${language}/offline.html`)) ? `${root}${language}/offline.html` : `${root}offline.html`;
  const page = await saved(address);
  if (!page) return Response.error();
  const written = (await page.text()).replace(
    /(href|src)="(?![a-z]+:|#)([^"]*)/g,
    (_, name, link) => `${name}="${new URL(link, address)}`,
  );
  return new Response(written, { headers: page.headers });
};

const answer = async (request) => {
  const exact = await caches.match(request);
  if (exact) return exact;
  const copy = await saved(plain(request.url));
  const asked = fetch(request).catch(() => undefined);
  const isAsset = request.url.startsWith(`${root}assets/`); // of another release than the copy: worth waiting for
  const response = await (copy && !isAsset ? Promise.race([asked, pause(WAIT)]) : asked);
  if (response && (response.status < 500 || !copy)) return response;
  return copy || missing(request);
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const isOurs = request.method === "GET" && request.url.startsWith(root) && !request.headers.has("range");
  const isForSaving = request.url.startsWith(`${root}offline/`) || request.headers.has("x-saving");
  if (isOurs && !isForSaving) event.respondWith(answer(request));
});
