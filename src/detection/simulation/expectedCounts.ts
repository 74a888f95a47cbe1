import type { Fault } from "./events";

/** The overlap an evaluator usually requires of boxes. A report that overlaps its object less has not found it. */
export const USUAL_IOU = 0.5;

/**
 * A report that overlaps another object of its class by this much might be mistaken for that one. Evaluators that require less overlap
 * than this may count differently from the oracle.
 */
export const MISTAKABLE_IOU = 0.3;

/** What an evaluator should count in a stream whose faults are known. */
export type ExpectedCounts = {
  true_positives: number;
  false_positives: number;
  false_negatives: number;
  id_switches: number;
  fragmentations: number;
};

/**
 * The oracle: counts derived from the injected faults of a sensor's stream, by boxes and class. They are exact because each report either
 * overlaps no other object of its class by `MISTAKABLE_IOU`, so that it can only be matched with its own, or has its object's exact box
 * and comes once, so that its own is the best match.
 *
 * @param visibleTruth objects that could be seen, over all frames
 * @param iou overlap a box needs, at least `MISTAKABLE_IOU`; a report that deviates further is a miss and a false positive. ID switches
 * and fragmentations are those at `USUAL_IOU`, as the stream has them.
 */
export function expectedCounts(faults: Iterable<Fault>, visibleTruth: number, iou: number): ExpectedCounts {
  const expected = { true_positives: 0, false_positives: 0, false_negatives: 0, id_switches: 0, fragmentations: 0 };
  for (const { kind, track_id, detail } of faults)
    switch (kind) {
      case "miss":
        expected.false_negatives++;
        break;
      case "false_positive":
      case "repeated_message":
        expected.false_positives++;
        break;
      case "class_confusion":
        expected.false_negatives++;
        expected.false_positives++;
        break;
      case "dropped_message":
        if (track_id !== null) expected.false_negatives++;
        break;
      case "deviation":
        if (typeof detail["iou"] === "number" && detail["iou"] < iou) {
          expected.false_negatives++;
          expected.false_positives++;
        }
        break;
      case "id_switch":
        expected.id_switches++;
        break;
      case "fragmentation":
        expected.fragmentations++;
        break;
    }
  return { ...expected, true_positives: visibleTruth - expected.false_negatives };
}
