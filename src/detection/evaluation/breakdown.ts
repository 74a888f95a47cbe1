import { SIZE_BANDS, VISIBILITY_BANDS, sizeBand, visibilityBand } from "./bands";
import type { Matching } from "./matching";
import { counts } from "./ratios";
import type { Band } from "./reportTypes";
import type { PlacedDetection } from "./samples";
import type { TruthObject } from "../types";

/** Scores by weather: a truth or a false positive belongs to the weather of its frame. Empty if the weather is unknown. */
export function byWeather(matching: Matching, weatherAt: (frame: number) => string | null): Band[] {
  return bands(
    matching,
    ({ frame }) => weatherAt(frame),
    ({ frame }) => weatherAt(frame),
  );
}

/** Scores by the truth's visibility. A false positive has none, so only recall can be given. */
export function byVisibility(matching: Matching): Band[] {
  const order = VISIBILITY_BANDS.map(({ band }) => band);
  return bands(matching, ({ visibility }) => visibilityBand(visibility), null, order);
}

/** Scores by box area; a false positive belongs to its own box's band, if it has a box. */
export function bySize(matching: Matching, detectionsHaveBoxes: boolean): Band[] {
  const order = SIZE_BANDS.map(({ band }) => band);
  const ofDetection = ({ bounding_box: box }: PlacedDetection) => (box ? sizeBand(box) : null);
  return bands(matching, ({ bounding_box }) => sizeBand(bounding_box), detectionsHaveBoxes ? ofDetection : null, order);
}

function bands(
  { matches, missed, spurious }: Matching,
  ofTruth: (truth: TruthObject) => string | null,
  ofDetection: ((detection: PlacedDetection) => string | null) | null,
  order: readonly string[] = [],
): Band[] {
  const sums = new Map<string, { found: number; missed: number; spurious: number }>();
  const count = (band: string | null, key: "found" | "missed" | "spurious") => {
    if (band === null) return;
    let sum = sums.get(band);
    if (!sum) sums.set(band, (sum = { found: 0, missed: 0, spurious: 0 }));
    sum[key]++;
  };
  for (const { truth } of matches) count(ofTruth(truth), "found");
  for (const truth of missed) count(ofTruth(truth), "missed");
  if (ofDetection) for (const detection of spurious) count(ofDetection(detection), "spurious");
  const rank = (band: string) => (order.includes(band) ? order.indexOf(band) : order.length);
  return [...sums]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([band, sum]) => {
      const shares = counts(sum.found, sum.spurious, sum.missed);
      return {
        band,
        truth: sum.found + sum.missed,
        found: sum.found,
        missed: sum.missed,
        recall: shares.recall,
        false_positives: ofDetection ? sum.spurious : null,
        precision: ofDetection ? shares.precision : null,
        f1: ofDetection ? shares.f1 : null,
      };
    });
}
