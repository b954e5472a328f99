// Offers to save this language on the phone. What that takes is loaded when it is asked for, or was: saving.js, and what
// it says, in offline.html. Nothing is kept before a tap.
{
  const root = new URL("../../", document.currentScript.src);
  const { lang } = document.documentElement;
  const box = document.getElementById("offline");
  const button = box?.querySelector("button");

  const open = async (isAsked) => {
    const address = new URL(`${lang}/offline.html`, root);
    const answer = (await caches.match(address, { ignoreSearch: true })) || (await fetch(address));
    const { content, dataset } = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#saving");
    const script = document.createElement("script");
    script.src = new URL(dataset.script, root);
    box.replaceChildren(document.importNode(content, true));
    if (isAsked) box.dataset.asked = "";
    box.hidden = false;
    document.head.append(script);
  };

  const offer = () => {
    const status = box.querySelector("[role=status]");
    box.hidden = false;
    button.addEventListener("click", () =>
      open(true).catch(() => {
        status.textContent = button.dataset.fault;
      }),
    );
    const seen = new IntersectionObserver(async ([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      seen.disconnect();
      const told = fetch(new URL("offline/sizes.json", root)).then((answer) => answer.json());
      const sizes = await told.catch(() => undefined); // no network, or a page to log in to it: then it is not told
      if (sizes && box.contains(button)) status.textContent = sizes[lang];
    });
    seen.observe(box);
  };

  if (box && navigator.serviceWorker && globalThis.caches) {
    caches.has(`offline ${root.pathname} ${lang}`).then((isThere) => (isThere ? open(false).catch(offer) : offer()), () => {}); // a browser that keeps nothing offers nothing
  }
}
