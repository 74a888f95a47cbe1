import { placeAlong } from "../../polyline";
import { headingOf } from "../../pose";
import { distanceBetween, scale, type Vector2 } from "../../vector";
import { FIXED_DIMENSIONS } from "../item";
import type { Site } from "../site";

/** Width of a pavement on which lamps and trees stand beside the kerb; on narrower ones they stand behind it (metres). */
const WIDE = 1.6;
/** Width of pavement that has room for trees (metres). */
const FOR_TREES = 3;

/** Lamps along every road: alternately on its two sides, or on masts. */
export function placeLamps(site: Site): void {
  const { plan, frontages } = site;
  if (plan.kind === "car_park") {
    placeMasts(site);
    return;
  }
  const fast = plan.speedLimit > 60;
  const spacing = fast ? 44 : 30;
  const lit = placeCrossingLamps(site);
  frontages.forEach((frontage, side) => {
    const first = site.between(5, 10, "first lamp") + (side % 2 === 0 ? 0 : spacing / 2);
    for (let at = first; at < frontage.length; at += spacing) {
      const place = frontage.at(at);
      if (!place || place.back - place.kerb > 12) continue;
      const isWide = place.back - place.kerb >= WIDE;
      const point = place.beside(isWide ? place.kerb + 0.45 : place.back + (fast ? 1.4 : 0.4));
      if (lit.some((lamp) => distanceBetween(lamp, point) < FROM_CROSSING)) continue;
      const dimensions = fast ? { length: 4.4, width: 0.3, height: 9 } : { length: 2.8, width: 0.3, height: 5.8 };
      site.put({ kind: "street_lamp", ...point, heading: place.heading + 90, dimensions, keys: [side, at] });
    }
  });
}

/** Other lamps keep this far from those of a crossing (metres). */
const FROM_CROSSING = 11;
/** Where a lamp stands beside the end of a crossing: metres from its edge, and from the kerb. */
const BESIDE_CROSSING = { along: 2.3, out: 0.45 } as const;

/** A lamp at both ends of each crossing, on the side from which the nearer lane's traffic comes. @returns where they stand */
function placeCrossingLamps(site: Site): Vector2[] {
  const placed: Vector2[] = [];
  site.layout.crossings.forEach(({ line, width }, index) => {
    [placeAlong(line, 0), placeAlong(line, line.length)].forEach(({ x, y, direction }, end) => {
      const inwards = end === 0 ? direction : scale(direction, -1);
      // Seen from the kerb, traffic on the right comes along the near lane from the left.
      const aside = width / 2 + BESIDE_CROSSING.along;
      const point = {
        x: x - inwards.x * BESIDE_CROSSING.out - inwards.y * aside,
        y: y - inwards.y * BESIDE_CROSSING.out + inwards.x * aside,
      };
      const dimensions = { length: 2.8, width: 0.3, height: 5.8 };
      if (site.put({ kind: "street_lamp", ...point, heading: headingOf(inwards), dimensions, keys: [index, end, 1] })) placed.push(point);
    });
  });
  return placed;
}

/** Masts around a car park. */
function placeMasts(site: Site): void {
  const { from, to } = site.layout.extent;
  const dimensions = { length: 0.4, width: 2.4, height: 8 };
  const step = 18;
  for (let x = from.x + 6; x < to.x; x += step)
    for (const y of [from.y - 0.8, to.y + 0.8]) site.put({ kind: "light_mast", x, y, heading: 90, dimensions, keys: [x, y] });
}

/** Bus stops, benches, bins and bollards. */
export function placeFurniture(site: Site): void {
  const { plan, frontages, layout } = site;
  if (plan.kind === "dual_carriageway") {
    placeBarriers(site);
    return;
  }
  frontages.forEach((frontage, side) => {
    if (plan.kind !== "car_park" && plan.speedLimit >= 30 && site.happens(0.55, "bus stop", side)) {
      const place = frontage.at(frontage.length * site.between(0.3, 0.7, "bus stop at", side));
      // Its open side, the left one, is towards the road.
      if (place && place.back > place.kerb)
        site.put({
          kind: "bus_shelter",
          ...place.beside(place.back + 1.05),
          heading: place.heading,
          dimensions: FIXED_DIMENSIONS.bus_shelter,
          keys: [side],
        });
    }
    for (let spot = 0, at = 6; at < frontage.length - 3; spot++, at += 14) {
      const place = frontage.at(at + site.between(0, 8, "spot", side, spot));
      if (!place || place.back - place.kerb > 12) continue;
      const pick = site.random("what spot", side, spot);
      if (!site.happens(0.5, "is spot", side, spot)) continue;
      const keys = [side, spot];
      if (pick < 0.4)
        site.put({
          kind: "bench",
          ...place.beside(place.back + 0.55),
          heading: place.heading + 90,
          dimensions: FIXED_DIMENSIONS.bench,
          keys,
        });
      else if (place.back - place.kerb >= WIDE)
        site.put({ kind: "bin", ...place.beside(place.kerb + 0.5), heading: place.heading + 90, dimensions: FIXED_DIMENSIONS.bin, keys });
    }
  });
  layout.crossings.forEach(({ line, width }, index) => {
    if (!site.happens(plan.kind === "school_street" ? 1.2 : 0.3, "bollards", index)) return;
    [placeAlong(line, 0), placeAlong(line, line.length)].forEach((end, which) => {
      const out = which === 0 ? -1 : 1;
      for (const aside of [-1, 1])
        for (const step of [0.6, 2.1]) {
          const left = { x: -end.direction.y, y: end.direction.x };
          const along = aside * (width / 2 + step);
          site.put({
            kind: "bollard",
            x: end.x + out * end.direction.x * 0.4 + left.x * along,
            y: end.y + out * end.direction.y * 0.4 + left.y * along,
            heading: 0,
            dimensions: FIXED_DIMENSIONS.bollard,
            keys: [index, which, aside, step],
          });
        }
    });
  });
}

/** Length of a piece of a barrier (metres). */
const RAIL = 24;

/** Crash barriers in the median and beside the road, and posts along the edge. */
function placeBarriers(site: Site): void {
  const { frontages, layout, plan } = site;
  const isLong = { length: RAIL - 0.1, width: 0.24, height: 0.78 };
  const { from, to } = layout.extent;
  if (plan.kind === "dual_carriageway")
    for (let x = from.x + RAIL / 2; x < to.x; x += RAIL)
      for (const side of plan.median > 2.5 ? [-1, 1] : [0])
        site.put({ kind: "guard_rail", x, y: side * (plan.median / 2 - 0.5), heading: 0, dimensions: isLong, keys: [x, side] });
  frontages.forEach((frontage, side) => {
    for (let at = RAIL / 2; at < frontage.length; at += RAIL) {
      const place = frontage.at(at);
      if (place && site.random("barrier", side, Math.floor(at / (3 * RAIL))) < 0.55)
        site.put({ kind: "guard_rail", ...place.beside(place.back + 0.6), heading: place.heading, dimensions: isLong, keys: [side, at] });
    }
    for (let at = 10; at < frontage.length; at += 50) {
      const place = frontage.at(at);
      if (place)
        site.put({
          kind: "marker_post",
          ...place.beside(place.back + 0.3),
          heading: place.heading + 180,
          dimensions: FIXED_DIMENSIONS.marker_post,
          keys: [side, at],
        });
    }
  });
}

/** Trees along pavements that have room for them. */
export function placeStreetTrees(site: Site): void {
  site.frontages.forEach((frontage, side) => {
    const isAvenue = site.random("avenue", side) < 0.6;
    const spacing = site.between(11, 16, "avenue spacing", side);
    if (!isAvenue) return;
    for (let index = 0, at = 8; at < frontage.length - 4; index++, at += spacing) {
      const place = frontage.at(at);
      if (!place || place.back - place.kerb < FOR_TREES || place.back - place.kerb > 8) continue;
      if (!site.happens(1.1, "avenue tree", side, index)) continue;
      const height = site.between(6, 7.6, "avenue height", side, index);
      const size = height * 0.46;
      site.put({
        kind: "tree",
        ...place.beside(place.kerb + 0.75),
        heading: 360 * site.random("avenue turn", side, index),
        dimensions: { length: size, width: size, height },
        keys: [side, index],
      });
    }
  });
}
