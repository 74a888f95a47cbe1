import { LIMITS } from "@/core/document";
import { counted } from "@/core/text";
import type { FindingList } from "../finding";
import type { ImportedRegion } from "./imported";
import type { Origin } from "./trackCollector";

/** Collects regions to ignore and refuses, with a finding each, those that are not a valid box at a frame. */
export class IgnoredCollector {
  readonly regions: ImportedRegion[] = [];

  constructor(private readonly findings: FindingList) {}

  add(region: ImportedRegion, { file, place }: Origin): void {
    const { frame, x, y, width, height } = region;
    const fits = Number.isInteger(frame) && frame >= 0 && frame < LIMITS.durationFrames.max && width > 0 && height > 0;
    const within = Math.max(Math.abs(x), Math.abs(y), Math.abs(x + width), Math.abs(y + height)) <= LIMITS.coordinate;
    if (fits && within) this.regions.push(region);
    else
      this.findings.add(
        {
          severity: "error",
          file,
          place: place(),
          message: "a region to ignore is not a valid box in a valid frame",
          advice: "correct the numbers, or delete the region; it was left out",
        },
        "ignored",
      );
  }

  /** Notes once how many there are, if there are any. */
  report(file: string): void {
    const count = this.regions.length;
    if (count > 0)
      this.findings.add({
        severity: "info",
        file,
        place: "",
        message:
          `${counted(count, "box is a region", "boxes are regions")} to ignore (MOTChallenge conf 0, ` +
          "KITTI DontCare, COCO iscrowd, VisDrone score 0)",
        advice: "a detection there will be neither right nor wrong; no actor was made of it",
      });
  }
}
