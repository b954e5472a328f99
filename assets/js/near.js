// Near me: puts what is nearest first and says how far it is. Only when asked; the place of the reader stays here.
{
  const box = document.getElementById("near");
  const words = JSON.parse(box.dataset.words);
  const status = box.querySelector("[role=status]");
  const RADIUS = 6371008.8; // of the earth, in metres: the mean of IUGG
  const radians = (degrees) => (degrees * Math.PI) / 180;

  // The distance in metres between two points, each [latitude, longitude] in degrees: the haversine formula.
  const metres = ([a, b], [c, d]) => {
    const h =
      Math.sin(radians(c - a) / 2) ** 2 +
      Math.cos(radians(a)) * Math.cos(radians(c)) * Math.sin(radians(d - b) / 2) ** 2;
    return 2 * RADIUS * Math.asin(Math.sqrt(h));
  };

  // The way that one sets out on, in eighths of a circle from the north, clockwise.
  const eighth = ([a, b], [c, d]) => {
    const east = Math.sin(radians(d - b)) * Math.cos(radians(c));
    const north =
      Math.cos(radians(a)) * Math.sin(radians(c)) -
      Math.sin(radians(a)) * Math.cos(radians(c)) * Math.cos(radians(d - b));
    return Math.round((Math.atan2(east, north) / Math.PI) * 4 + 8) % 8;
  };

  const figure = (number, unit, sign) => {
    const locale = `${document.documentElement.lang}-u-nu-latn`;
    try {
      return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(number);
    } catch {
      return `${number} ${sign}`; // browsers before 2021
    }
  };

  // 350 m, 1.2 km, 34 km: no finer than a phone knows where it is.
  const said = (far) => {
    if (far < 995) return figure(Math.round(far / 10) * 10, "meter", "m");
    return figure(far < 9950 ? Math.round(far / 100) / 10 : Math.round(far / 1000), "kilometer", "km");
  };

  let here = null; // where the reader is, once that was given

  // Of several points (37.98,23.72 37.94,23.64) the nearest counts.
  const nearest = (at) => {
    const points = at.split(" ").map((point) => point.split(",").map(Number));
    return points.sort((a, b) => metres(here, a) - metres(here, b))[0];
  };

  // What has a point now: other scripts may add to the list.
  const placed = () =>
    [...document.querySelectorAll("[data-at]")].map((item) => {
      const point = nearest(item.dataset.at);
      return { item, far: metres(here, point), way: eighth(here, point) };
    });

  const mark = (item, text) => {
    let line = item.querySelector(".distance");
    if (!line) {
      line = document.createElement("p");
      line.className = "distance";
      item.querySelector("article > div").append(line);
    }
    line.textContent = text;
  };

  const sort = ({ coords }) => {
    here = [coords.latitude, coords.longitude];
    for (const { item, far, way } of placed().sort((a, b) => b.far - a.far)) {
      mark(item, far < 20 ? said(far) : `${said(far)} ${words.directions[way]} ${"↑↗→↘↓↙←↖"[way]}`);
      item.parentElement.prepend(item);
    }
    if (words.address_only) {
      for (const item of document.querySelectorAll(".cards > li:not([data-at])")) mark(item, words.address_only);
    }
    status.textContent = words.sorted;
    dispatchEvent(new Event("near"));
  };

  box.querySelector("button").addEventListener("click", () => {
    if (!navigator.geolocation) {
      status.textContent = words.not_able;
      return;
    }
    status.textContent = words.asking;
    navigator.geolocation.getCurrentPosition(
      sort,
      ({ code }) => {
        status.textContent = code === 1 ? words.refused : words.not_found;
      },
      { timeout: 20000, maximumAge: 60000 },
    );
  });
  box.hidden = false;

  // How far the nearest of some points is, such as "350 m"; empty before a place was given, and without points.
  globalThis.nearMe = { distance: (at) => (here && at ? said(metres(here, nearest(at))) : "") };
}
