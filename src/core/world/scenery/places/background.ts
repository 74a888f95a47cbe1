import type { Site } from "../site";

/** Distances of the background from the road's extent (metres), and the length of a piece of it. */
const NEAR = 34;
const PIECE = 30;

/** A large shop beside a car park. */
export function placeMarket(site: Site): void {
  if (site.plan.kind !== "car_park") return;
  const { from, to } = site.layout.extent;
  const width = Math.min(44, (to.x - from.x) * 0.9);
  site.put({
    kind: "market",
    x: (from.x + to.x) / 2 + 2,
    y: to.y + 5 + 9,
    heading: -90,
    dimensions: { length: 18, width, height: 5.8 },
    keys: [],
  });
}

/** Trees on open ground: behind houses, beside roads in the country, around a car park. */
export function placeTrees(site: Site): void {
  const isOpen = site.plan.kind === "dual_carriageway" || site.plan.kind === "car_park";
  site.frontages.forEach((frontage, side) => {
    for (let index = 0, at = 3; at < frontage.length; index++, at += 9) {
      const place = frontage.at(at + site.between(-3, 3, "tree jitter", side, index));
      if (!place || !site.happens(isOpen ? 0.6 : 0.7, "tree", side, index)) continue;
      const away = place.back + (isOpen ? site.between(7, 26, "tree away", side, index) : site.between(5, 27, "tree away", side, index));
      const isConifer = site.random("tree kind", side, index) < 0.3;
      const height = site.between(6, isConifer ? 12 : 10, "tree height", side, index);
      const size = height * (isConifer ? 0.4 : 0.58);
      site.put({
        kind: isConifer ? "conifer" : "tree",
        ...place.beside(away),
        heading: 360 * site.random("tree turn", side, index),
        dimensions: { length: size, width: size, height },
        keys: [100 + side, index],
      });
    }
  });
}

/** What closes the view where the road ends: woods, or rows of distant houses. */
export function placeBackground(site: Site): void {
  const { layout, plan } = site;
  const { from, to } = layout.extent;
  const isTown = plan.kind !== "dual_carriageway" && plan.kind !== "curve";
  const put = (x: number, y: number, heading: number, keys: readonly number[]) => {
    const height = site.between(8, 13, "background height", ...keys);
    const kind = isTown && site.random("background kind", ...keys) < 0.3 ? "skyline" : "woods";
    const away = site.between(0, 16, "background away", ...keys);
    const back = heading === 0 ? { x: -away, y: 0 } : heading === 180 ? { x: away, y: 0 } : { x: 0, y: heading === 90 ? -away : away };
    site.put({
      kind,
      x: x + back.x,
      y: y + back.y,
      heading,
      dimensions: { length: kind === "woods" ? 8 : 12, width: PIECE + 3, height: kind === "woods" ? height : height * 0.85 },
      keys,
    });
  };
  const [left, right, low, high] = [from.x - NEAR, to.x + NEAR, from.y - NEAR, to.y + NEAR];
  const across = Math.max(1, Math.round((right - left) / PIECE));
  const upwards = Math.max(1, Math.round((high - low) / PIECE));
  for (let index = 0; index < across; index++) {
    const x = left + ((index + 0.5) * (right - left)) / across;
    put(x, low, 90, [0, index]);
    put(x, high, -90, [1, index]);
  }
  for (let index = 0; index < upwards; index++) {
    const y = low + ((index + 0.5) * (high - low)) / upwards;
    put(left, y, 0, [2, index]);
    put(right, y, 180, [3, index]);
  }
}
