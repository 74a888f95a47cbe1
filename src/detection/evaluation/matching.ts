import type { TruthObject } from "../types";
import { bestAssignment } from "./assignment";
import type { PlacedDetection, Sample } from "./samples";

/** A truth and the detection that found it. `overlap` is null if times were compared instead of boxes. */
type Match = { truth: TruthObject; detection: PlacedDetection; overlap: number | null };

/** Outcome of a comparison: pairs, and what is left on either side. */
export type Matching = { matches: Match[]; missed: TruthObject[]; spurious: PlacedDetection[] };

/** Matches one-to-one boxes that overlap by `threshold` or more: as many pairs as possible, and among those the largest summed overlap. */
export function matchBoxes(sample: Sample, threshold: number): Matching {
  const { truth, detections, overlap } = sample;
  // A pair counts 1, and overlaps are scaled so that all of them together cannot outweigh it: count first, overlap second.
  const share = 1 / (Math.min(truth.length, detections.length) + 1);
  const scores = overlap.map((value) => (value > 0 && value >= threshold ? 1 + share * value : 0));
  const columnOf = bestAssignment(scores, truth.length, detections.length);
  return collect(
    truth,
    detections,
    (row) => {
      const column = columnOf[row] ?? -1;
      return column >= 0 && (scores[row * detections.length + column] ?? 0) > 0 ? column : -1;
    },
    (row, column) => overlap[row * detections.length + column] ?? 0,
  );
}

/**
 * Matches one-to-one times that differ by `toleranceSeconds` or less: as many pairs as possible, and among those the smallest summed
 * difference. On a line an optimal matching need not cross, so a dynamic programme over both lists in order of time finds it; only pairs
 * within the tolerance are visited.
 */
export function matchTimes(truth: readonly TruthObject[], detections: readonly PlacedDetection[], toleranceSeconds: number): Matching {
  const events = [...truth].sort((a, b) => a.timestamp - b.timestamp);
  const reports = [...detections].sort((a, b) => a.timestamp - b.timestamp || b.confidence - a.confidence);
  const times = Float64Array.from(reports, ({ timestamp }) => timestamp);
  const share = 1 / (Math.min(events.length, reports.length) + 1);
  // A microsecond's allowance: 0.1 s later must count as 100 ms however the sums are rounded.
  const reach = toleranceSeconds + 1e-6;

  // Reports from[i] … to[i] − 1 are within reach of event i; the choices for all events are in one array.
  const from = new Int32Array(events.length);
  const to = new Int32Array(events.length);
  const start = new Float64Array(events.length);
  let low = 0;
  let high = 0;
  let cells = 0;
  let widest = 0;
  events.forEach(({ timestamp }, index) => {
    while (low < times.length && (times[low] ?? 0) < timestamp - reach) low++;
    high = Math.max(high, low);
    while (high < times.length && (times[high] ?? 0) <= timestamp + reach) high++;
    from[index] = low;
    to[index] = high;
    start[index] = cells;
    cells += high - low;
    widest = Math.max(widest, high - low);
  });

  // `row[k]` is the best score of the events so far with the first `rowFrom + k` reports; beyond its end it stays constant.
  const choices = new Uint8Array(cells);
  let row = new Float64Array(widest + 1);
  let next = new Float64Array(widest + 1);
  let rowFrom = 0;
  let end = 0;
  events.forEach(({ timestamp }, index) => {
    const first = from[index] ?? 0;
    const width = (to[index] ?? 0) - first;
    const base = start[index] ?? 0;
    let withoutReport = row[Math.min(first - rowFrom, end)] ?? 0;
    let diagonal = withoutReport;
    next[0] = withoutReport;
    for (let place = 0; place < width; place++) {
      const difference = Math.abs((times[first + place] ?? 0) - timestamp);
      const paired = diagonal + 1 + share * (1 - difference / (reach + 1e-6));
      const withoutEvent = row[Math.min(first + place + 1 - rowFrom, end)] ?? 0;
      const best = Math.max(paired, withoutEvent, withoutReport);
      next[place + 1] = best;
      choices[base + place] = best === paired ? PAIR : best === withoutEvent ? SKIP_EVENT : SKIP_REPORT;
      diagonal = withoutEvent;
      withoutReport = best;
    }
    [row, next] = [next, row];
    rowFrom = first;
    end = width;
  });

  const columnOf = new Int32Array(events.length).fill(-1);
  let column = reports.length - 1;
  for (let index = events.length - 1; index >= 0; index--) {
    const first = from[index] ?? 0;
    const base = (start[index] ?? 0) - first;
    column = Math.min(column, (to[index] ?? 0) - 1);
    while (column >= first && choices[base + column] === SKIP_REPORT) column--;
    if (column >= first && choices[base + column] === PAIR) columnOf[index] = column--;
  }
  return collect(
    events,
    reports,
    (index) => columnOf[index] ?? -1,
    () => null,
  );
}

const PAIR = 1;
const SKIP_EVENT = 2;
const SKIP_REPORT = 3;

function collect(
  truth: readonly TruthObject[],
  detections: readonly PlacedDetection[],
  columnOf: (row: number) => number,
  overlapOf: (row: number, column: number) => number | null,
): Matching {
  const used = new Set<number>();
  const matches: Match[] = [];
  const missed: TruthObject[] = [];
  truth.forEach((record, row) => {
    const column = columnOf(row);
    const detection = detections[column];
    if (!detection) return void missed.push(record);
    used.add(column);
    matches.push({ truth: record, detection, overlap: overlapOf(row, column) });
  });
  return { matches, missed, spurious: detections.filter((_, column) => !used.has(column)) };
}
