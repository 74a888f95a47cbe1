import { ACTOR_COLORS, type Scheme } from "../theme/palette";

const ORDER = ["vehicle", "cyclist", "pedestrian", "distracted_driver", "occluder"] as const;

/** Lines of a plot differ by dash as well as by colour. */
export const SERIES_DASHES: readonly (readonly number[])[] = [
  [],
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
  [12, 4],
  [1, 4],
  [4, 2, 1, 2, 1, 2],
  [10, 2],
];

export function seriesColor(scheme: Scheme, index: number): string {
  return ACTOR_COLORS[scheme][ORDER[index % ORDER.length] ?? "occluder"];
}

/** The colour of a class: for actor types their own, the same everywhere. */
export function classColor(label: string): ((scheme: Scheme) => string) | undefined {
  const type = ORDER.find((candidate) => candidate === label && candidate !== "occluder");
  return type && ((scheme) => ACTOR_COLORS[scheme][type]);
}
