import type { HeatCell } from "./coverage/heatMap";
import { wilsonInterval } from "./coverage/wilson";
import type { Evaluated } from "./evaluation";
import type { Criterion } from "./failure/criterion";
import type { Verdict } from "./failure/verdict";
import type { PointPair } from "./shrink/minimalPair";
import { valueText, type Axis, type SearchPoint } from "./variables";

/** A variable's value at a point, as text. */
export type NamedValue = { readonly name: string; readonly value: string };

/** What a search found, as plain JSON: the content of `report.json`. */
export type SearchReport = {
  readonly scenario: { readonly name: string; readonly sha256: string };
  readonly fails: string;
  readonly detector: string;
  readonly build: string;
  readonly seed: number;
  readonly judging: { readonly iou: number; readonly confidence: number; readonly min_visibility: number };
  readonly variables: readonly {
    readonly name: string;
    readonly unit: string;
    readonly values: number;
    readonly from: string;
    readonly to: string;
  }[];
  readonly evaluated: number;
  readonly failed: number;
  /** Where the detector did best and worst by what counts as failure; null if nothing was measured. */
  readonly best: MeasuredVariant | null;
  readonly worst: MeasuredVariant | null;
  readonly impossible: number;
  /** Where the detector crashed or did not answer, and what it said. */
  readonly unanswered: readonly { readonly values: readonly NamedValue[]; readonly message: string }[];
  /** Budget or time ran out before as many pairs were found as asked for; or it is only a shard. */
  readonly cut_short: boolean;
  /** Only part of the exploration: other shards have the rest. */
  readonly shard: string | null;
  readonly pairs: readonly PairReport[];
  readonly influence: readonly Influence[];
  readonly heat_map: readonly (Omit<HeatCell, "example"> & { readonly example: CellExample })[];
};

/** A variant, and what the failure condition measured in it: null if an actor was never seen. */
export type MeasuredVariant = { readonly values: readonly NamedValue[]; readonly measured: number | null };

export type CellExample = {
  readonly values: readonly NamedValue[];
  readonly frame: number;
  readonly track: number;
  readonly missed: boolean;
  /** The scenario's file in the report's folder. */
  readonly scenario: string;
};

/** One end of a minimal pair. */
export type PairEnd = { readonly value: string; readonly measured: number | null };

export type PairReport = {
  /** Folder in the report's, such as `pairs/01`. */
  readonly folder: string;
  readonly variable: string;
  /** At which all is well, and at which the detector fails. */
  readonly a: PairEnd;
  readonly b: PairEnd;
  /** What both have in common. */
  readonly same: readonly NamedValue[];
  readonly frame: number | null;
  readonly track: number | null;
  /** How the labels differ, in lines of text. */
  readonly labels: readonly string[];
  /** Whether the detector, asked anew about what was written, gave both answers again. */
  readonly confirmed: boolean;
};

/** How often the detector failed at values of one variable, whatever the others were. */
export type Influence = {
  readonly name: string;
  readonly bins: readonly {
    readonly values: string;
    readonly evaluated: number;
    readonly failed: number;
    readonly interval: readonly [low: number, high: number];
  }[];
};

/** Names and values at a point. */
export function namedValues(axes: readonly Axis[], point: SearchPoint): NamedValue[] {
  return axes.map((axis, index) => ({ name: axis.name, value: levelText(axis, point[index] ?? 0) }));
}

export const levelText = (axis: Axis, index: number): string => {
  const level = axis.levels[index];
  return level === undefined ? "" : valueText(axis, level);
};

/** What two ends of a pair have in common. */
export const sharedValues = (axes: readonly Axis[], pair: PointPair): NamedValue[] =>
  namedValues(axes, pair.found).filter((_, index) => index !== pair.axis);

export const verdictOfPoint = (evaluated: Evaluated | undefined): Verdict | null =>
  evaluated && "verdict" in evaluated ? evaluated.verdict : null;

/** Where the detector did best and worst. Of variants that are alike, the one that was tried first. */
export function extremesOf(
  { kind }: Pick<Criterion, "kind">,
  axes: readonly Axis[],
  evaluated: readonly Evaluated[],
): Pick<SearchReport, "best" | "worst"> {
  const ranked = evaluated.flatMap((one) => {
    const verdict = verdictOfPoint(one);
    const rank = verdict && rankOf(kind, verdict.value);
    return verdict && rank !== null ? [{ point: one.point, measured: verdict.value, rank }] : [];
  });
  const most = (sign: 1 | -1): MeasuredVariant | null => {
    const [first, ...rest] = ranked;
    if (!first) return null;
    const { point, measured } = rest.reduce((known, one) => (sign * one.rank > sign * known.rank ? one : known), first);
    return { values: namedValues(axes, point), measured };
  };
  return { best: most(1), worst: most(-1) };
}

/** The higher, the better; null if there was nothing to measure. */
function rankOf(kind: Criterion["kind"], value: number | null): number | null {
  switch (kind) {
    case "missed":
      return value === null ? null : -value;
    case "late":
      return value ?? -Infinity;
    case "ap":
    case "recall":
      return value;
  }
}

/** Bins of an ordered axis. */
const BINS = 5;

/** How often each part of each axis failed. Points of the search are not spread evenly: they crowd where it fails. */
export function influenceOf(axes: readonly Axis[], evaluated: readonly Evaluated[]): Influence[] {
  return axes.map((axis, index) => {
    const { levels, isOrdered, name } = axis;
    const count = isOrdered ? Math.min(BINS, levels.length) : levels.length;
    const bins = Array.from({ length: count }, () => ({ evaluated: 0, failed: 0 }));
    for (const one of evaluated) {
      const verdict = verdictOfPoint(one);
      const bin = bins[Math.floor(((one.point[index] ?? 0) * count) / levels.length)];
      if (!verdict || !bin) continue;
      bin.evaluated++;
      if (verdict.failed) bin.failed++;
    }
    return {
      name,
      bins: bins.map((bin, at) => {
        const first = Math.ceil((at * levels.length) / count);
        const last = Math.ceil(((at + 1) * levels.length) / count) - 1;
        const values = first === last ? levelText(axis, first) : `${levelText(axis, first)} to ${levelText(axis, last)}`;
        return { values, ...bin, interval: wilsonInterval(bin.failed, bin.evaluated) };
      }),
    };
  });
}

/** How many pairs gave both answers again when the detector was asked anew; the others are no minimal pairs. */
export const confirmedPairs = ({ pairs }: Pick<SearchReport, "pairs">): number => pairs.filter(({ confirmed }) => confirmed).length;
