// Takes the place of sw.js when copies are offered no longer: it deletes them all, and itself.

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  const prefix = `offline ${new URL(registration.scope).pathname} `; // other sites of the host have their own
  const end = async () => {
    for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
    await registration.unregister();
  };
  event.waitUntil(end());
});
