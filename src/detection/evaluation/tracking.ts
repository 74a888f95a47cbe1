import type { TruthObject } from "../types";
import { NOTHING_CLEAR, clearScores, clearSums } from "./clear";
import { ALPHAS, NOTHING_HOTA, hotaMeans, hotaScores, hotaSums } from "./hota";
import { identityScores, identitySums } from "./identity";
import { NOTHING_MATCHED } from "./ratios";
import type { EvaluationReport, TrackingScores } from "./reportTypes";
import { type PlacedDetection, classSamples } from "./samples";
import { numberTracks } from "./tracks";

/**
 * Tracking measures of each class and of all together. "All together" means TrackEval's "detection averaged": the sums of the classes are
 * added before ratios are computed, so a class is weighted by the number of its objects.
 */
export function trackingReport(
  truth: readonly TruthObject[],
  detections: readonly PlacedDetection[],
  labels: readonly string[],
  overlapThreshold: number,
): { tracking: NonNullable<EvaluationReport["tracking"]>; hotaCurve: EvaluationReport["curves"]["hota"] } {
  const classes = labels.map((label) => {
    const tracks = numberTracks(classSamples(truth, detections, label));
    return {
      label,
      clear: clearSums(tracks, overlapThreshold),
      identity: identitySums(tracks, overlapThreshold),
      hota: hotaSums(tracks),
    };
  });
  const all: TrackingSums = {
    clear: added(
      classes.map(({ clear }) => clear),
      NOTHING_CLEAR,
    ),
    identity: added(
      classes.map(({ identity }) => identity),
      NOTHING_MATCHED,
    ),
    hota: ALPHAS.map((_, level) =>
      added(
        classes.map(({ hota }) => hota[level] ?? NOTHING_HOTA),
        NOTHING_HOTA,
      ),
    ),
  };
  return {
    tracking: {
      overall: trackingScores(all),
      classes: classes.map(({ label, ...sums }) => ({ class_label: label, ...trackingScores(sums) })),
    },
    hotaCurve: all.hota.map((sums, level) => ({ alpha: ALPHAS[level] ?? 0, ...hotaScores(sums) })),
  };
}

type TrackingSums = {
  clear: ReturnType<typeof clearSums>;
  identity: ReturnType<typeof identitySums>;
  hota: ReturnType<typeof hotaSums>;
};

function trackingScores({ clear, identity, hota }: TrackingSums): TrackingScores {
  return {
    ...hotaMeans(hota),
    ...clearScores(clear),
    id_switches: clear.idSwitches,
    fragmentations: clear.fragmentations,
    mostly_tracked: clear.mostlyTracked,
    partly_tracked: clear.partlyTracked,
    mostly_lost: clear.mostlyLost,
    ...identityScores(identity),
    idtp: identity.truePositives,
    idfp: identity.falsePositives,
    idfn: identity.falseNegatives,
  };
}

function added<Sums extends Record<string, number>>(parts: readonly Sums[], nothing: Readonly<Sums>): Sums {
  return parts.reduce<Sums>((total, part) => {
    const next: Record<string, number> = {};
    for (const [key, value] of Object.entries(total)) next[key] = value + (part[key] ?? 0);
    return Object.assign({ ...total }, next);
  }, nothing);
}
