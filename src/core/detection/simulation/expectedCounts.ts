import type { Fault } from "./events";

/** What an evaluator should count in a stream whose faults are known. */
export type ExpectedCounts = {
  true_positives: number;
  false_positives: number;
  false_negatives: number;
  id_switches: number;
  fragmentations: number;
};

/**
 * The oracle: counts that follow from the injected faults, by boxes and class.
 *
 * @param visibleTruth objects that could be seen, over all frames
 * @param iou overlap a box needs; a report that deviates further is a miss and a false positive. Id switches and
 *   fragmentations are exact as long as none does.
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
