import { listed } from "@/core/text";
import type { ClassMap } from "@/detectors/classes/classMap";
import { COCO_LABELS } from "@/detectors/classes/coco";
import type { FrameObjects } from "@/detectors/run/runDetector";

/** Labels that are not told of, since nobody expects a chair or a dog to be reported. */
const FAMILIAR: ReadonlySet<string> = new Set(COCO_LABELS);

/**
 * Notes on objects that were found and are not reported, in sentences: on labels that nobody has given a meaning, even if others have
 * one, and on runs that report nothing at all.
 * @param reported how many detections were written
 */
export function labelsLeftOut(frames: readonly FrameObjects[], classMap: ClassMap, reported: number): string[] {
  const labels = [...new Set(frames.flatMap(({ objects }) => objects.map(({ label }) => label)))];
  const remedy = "say what they mean with --class-map FILE.";
  if (reported === 0 && labels.length > 0)
    return [
      `No detection is written: all are below the confidence, or of labels (${listed(labels, 5)}) that are no known road users; ${remedy}`,
    ];
  const unknown = labels.filter((label) => !Object.hasOwn(classMap, label.toLowerCase()) && !FAMILIAR.has(label.toLowerCase()));
  return unknown.length === 0
    ? []
    : [`Detections with these labels are left out, since they are not known as road users: ${listed(unknown, 5)}; ${remedy}`];
}
