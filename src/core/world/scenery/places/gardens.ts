import { roadUserOf } from "../../kinds";
import type { Frontage } from "../frontage";
import type { Site } from "../site";
import { alongBack } from "../alongBack";

/** A house's plot along a road: where it begins and how wide the house and the gap after it are; and where its front is. */
type Plot = { readonly from: number; readonly width: number; readonly gap: number; readonly front: number; readonly back: number };

/** Least gap beside a house, and depth of its front garden, for a car to stand there (metres). */
const DRIVE = 3.4;
const CAR_SPACE = 5.2;

/** What a house has between it and the road: a hedge, a fence or a wall with an opening, a tree, bushes, a car on the drive. */
export function plantGarden(site: Site, frontage: Frontage, plot: Plot, keys: readonly number[]): void {
  const { from, width, gap, front, back } = plot;
  const random = (purpose: string) => site.random(purpose, ...keys);
  const deep = front - back;
  const at = (distance: number, away: number) => frontage.at(distance)?.beside(away) ?? null;
  const heading = (frontage.at(from + width / 2)?.heading ?? 0) + 90;
  if (gap > DRIVE && site.happens(0.5, "drive", ...keys)) {
    const place = at(from + width + gap / 2, back + CAR_SPACE / 2 + 0.4);
    const usual = roadUserOf("car").dimensions;
    const dimensions = { ...usual, length: usual.length * (0.86 + 0.12 * random("drive length")) };
    if (place)
      site.put({
        kind: "parked_car",
        ...place,
        heading: heading + (random("drive turned") < 0.5 ? 180 : 0),
        dimensions,
        keys: [...keys, 5],
      });
  }
  const pick = random("boundary");
  const opening = from + width * (0.3 + 0.4 * random("gate"));
  if (pick < 0.8) {
    const height = pick < 0.35 ? site.between(0.8, 1.5, "hedge height", ...keys) : pick < 0.6 ? 1 : 0.8;
    const kind = pick < 0.35 ? "hedge" : pick < 0.6 ? "fence" : "garden_wall";
    const thick = kind === "hedge" ? 0.7 : kind === "fence" ? 0.1 : 0.26;
    for (const [part, [start, end]] of (
      [
        [from - 0.6, opening - 0.7],
        [opening + 0.7, from + width + 0.4],
      ] as const
    ).entries())
      alongBack(frontage, start, end, thick / 2 + 0.2, (middle, along, length, index) =>
        site.put({ kind, ...middle, heading: along, dimensions: { length, width: thick, height }, keys: [...keys, part, index] }),
      );
  }
  if (deep > 3 && site.happens(0.75, "garden tree", ...keys)) {
    const place = at(from + width * (random("tree along") < 0.5 ? 0.1 : 0.9), back + deep * 0.5);
    const height = site.between(4, 6, "garden tree height", ...keys);
    const size = height * 0.52;
    const kind = random("garden tree kind") < 0.25 ? "conifer" : "tree";
    if (place)
      site.put({
        kind,
        ...place,
        heading: 360 * random("tree turn"),
        dimensions: { length: size, width: size, height },
        keys: [...keys, 1],
      });
  }
  for (const index of [0, 1]) {
    if (!site.happens(0.7, "bush", ...keys, index)) continue;
    const place = at(from + width * (0.2 + 0.6 * site.random("bush along", ...keys, index)), front - 0.7);
    const size = site.between(0.9, 1.5, "bush size", ...keys, index);
    if (place)
      site.put({
        kind: "shrub",
        ...place,
        heading,
        dimensions: { length: size, width: size * 1.2, height: size * 0.8 },
        keys: [...keys, 2, index],
      });
  }
}
