import { USUAL_IOU, type DetectionEvent, type Fault, type SimulatedStream, type SimulationFrame } from "@/detection";
import type { Box } from "@/core/scene";
import { frameShownAt } from "@/core/timeline";

/** The outcome that a mark of the stream stands for: found, reported without cause, or missed. */
export const OUTCOMES = ["TP", "FP", "FN"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * A simulated stream as displayed by timeline and stage: typed arrays, which are transferred from a worker to the page without being
 * copied. The marks of frame n are those from `starts[n]` to `starts[n + 1]`, the latter excluded.
 */
export type StreamView = {
  readonly starts: Uint32Array<ArrayBuffer>;
  /** Indices into `OUTCOMES`. */
  readonly outcomes: Uint8Array<ArrayBuffer>;
  /** x, y, width, height of each mark; NaN if there is no box. */
  readonly boxes: Float32Array<ArrayBuffer>;
  /** NaN for missed objects. */
  readonly confidence: Float32Array<ArrayBuffer>;
  /** Indices into `classes`. */
  readonly labels: Uint16Array<ArrayBuffer>;
  readonly classes: readonly string[];
  /** Frames with a fault other than a deviation, in order. */
  readonly faultFrames: Uint32Array<ArrayBuffer>;
  readonly totals: Readonly<Record<Outcome, number>>;
  /** Injected faults by kind. */
  readonly faults: Readonly<Partial<Record<Fault["kind"], number>>>;
  readonly events: number;
  readonly hasBoxes: boolean;
  readonly looks: Looks;
};

/** A detector looks at every so many frames, from the first on; what it reports is shown until it looks again. */
export type Looks = { readonly first: number; readonly every: number };

/** The frame whose marks are shown at a frame: the one looked at last. */
export const lookedAt = ({ first, every }: Looks, frame: number): number => (frame < first ? frame : frame - ((frame - first) % every));

/** The frame an event is about; for those without one, the frame displayed at their time. */
export function frameOfEvent({ frame, timestamp }: DetectionEvent, fps: number, durationFrames: number): number {
  return Math.min(durationFrames - 1, Math.max(0, frame ?? frameShownAt(timestamp, fps)));
}

/** What became of one report, or that an object has none. */
export type Mark = { outcome: Outcome; box: Box | null; confidence: number; label: string };

/** Packs a stream. Totals of one with boxes are what an evaluator should count at the usual overlap. */
export function packStream({ events, faults }: SimulatedStream, frames: readonly SimulationFrame[], fps: number): StreamView {
  const marks: Mark[][] = frames.map(() => []);
  const last = frames.length;
  const seen = new Set<string>();
  for (const event of events) {
    // A repeat of the same message is a report of nothing.
    const outcome = seen.has(event.id) ? "FP" : event.validation_result;
    seen.add(event.id);
    const { bounding_box = null, class_label, confidence } = event;
    marks[frameOfEvent(event, fps, last)]?.push({
      outcome,
      box: bounding_box,
      confidence: outcome === "FN" ? NaN : confidence,
      label: class_label,
    });
  }
  const kinds: Partial<Record<Fault["kind"], number>> = {};
  const withFaults = new Set<number>();
  for (const fault of faults) {
    const { kind, frame, track_id } = fault;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    if (kind !== "deviation") withFaults.add(Math.min(frame, last - 1));
    if (track_id === null || !isMiss(fault)) continue;
    const truth = frames[frame]?.truth.find((record) => record.track_id === track_id);
    if (truth) marks[frame]?.push({ outcome: "FN", box: truth.bounding_box, confidence: NaN, label: truth.object_type });
  }
  return {
    ...packMarks(marks),
    faultFrames: Uint32Array.from(withFaults).sort(),
    faults: kinds,
    events: events.length,
    hasBoxes: events.some((event) => event.bounding_box),
    looks: { first: 0, every: 1 },
  };
}

/** Packs what a real detector found and missed so far, by frame. `N` leads to frames with something false or missed. */
export function packRun(marks: readonly (readonly Mark[])[], looks: Looks): StreamView {
  const packed = packMarks(marks);
  const wrong = marks.flatMap((ofFrame, frame) => (ofFrame.some(({ outcome }) => outcome !== "TP") ? [frame] : []));
  return {
    ...packed,
    faultFrames: Uint32Array.from(wrong),
    faults: {},
    events: packed.totals.TP + packed.totals.FP,
    hasBoxes: true,
    looks,
  };
}

/** Kinds of fault after which an object had no report of its own. */
const isMiss = ({ kind, detail: { iou } }: Fault) =>
  kind === "miss" ||
  kind === "dropped_message" ||
  kind === "class_confusion" ||
  (kind === "deviation" && typeof iou === "number" && iou < USUAL_IOU);

function packMarks(marks: readonly (readonly Mark[])[]) {
  const count = marks.reduce((sum, ofFrame) => sum + ofFrame.length, 0);
  const starts = new Uint32Array(marks.length + 1);
  const outcomes = new Uint8Array(count);
  const boxes = new Float32Array(4 * count);
  const confidence = new Float32Array(count);
  const labels = new Uint16Array(count);
  const classes: string[] = [];
  const totals = { TP: 0, FP: 0, FN: 0 };
  let place = 0;
  marks.forEach((ofFrame, frame) => {
    for (const mark of ofFrame) {
      const { x = NaN, y = NaN, width = NaN, height = NaN } = mark.box ?? {};
      boxes.set([x, y, width, height], 4 * place);
      outcomes[place] = OUTCOMES.indexOf(mark.outcome);
      confidence[place] = mark.confidence;
      if (!classes.includes(mark.label)) classes.push(mark.label);
      labels[place] = classes.indexOf(mark.label);
      totals[mark.outcome]++;
      place++;
    }
    starts[frame + 1] = place;
  });
  return { starts, outcomes, boxes, confidence, labels, classes, totals };
}

/** The marks that are shown at a frame, each with its class in plain words: those of the look at it or before it. */
export function* marksAt(stream: StreamView, shown: number): Generator<Mark> {
  const frame = lookedAt(stream.looks, shown);
  for (let place = stream.starts[frame] ?? 0; place < (stream.starts[frame + 1] ?? 0); place++) {
    const [x = NaN, y = NaN, width = NaN, height = NaN] = stream.boxes.subarray(4 * place, 4 * place + 4);
    yield {
      outcome: OUTCOMES[stream.outcomes[place] ?? 0] ?? "TP",
      box: Number.isNaN(x) ? null : { x, y, width, height },
      confidence: stream.confidence[place] ?? NaN,
      label: (stream.classes[stream.labels[place] ?? 0] ?? "").replaceAll("_", " "),
    };
  }
}

/** The buffers to transfer with the message. */
export const buffersOf = ({ starts, outcomes, boxes, confidence, labels, faultFrames }: StreamView): ArrayBuffer[] =>
  [starts, outcomes, boxes, confidence, labels, faultFrames].map(({ buffer }) => buffer);

/** Marks of each outcome from frame `from` to frame `to`, the latter excluded. */
export function countMarks({ starts, outcomes }: StreamView, from: number, to: number): [TP: number, FP: number, FN: number] {
  const counts: [number, number, number] = [0, 0, 0];
  for (let place = starts[from] ?? 0; place < (starts[to] ?? 0); place++) {
    const outcome = outcomes[place];
    if (outcome === 0 || outcome === 1 || outcome === 2) counts[outcome]++;
  }
  return counts;
}
