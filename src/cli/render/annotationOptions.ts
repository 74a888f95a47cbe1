import { Option, type Command } from "commander";
import type { WriteOptions } from "@/formats";

/** How annotations are written. */
export type AnnotationOptions = {
  readonly boxes: "amodal" | "visible";
  readonly motOrigin: "0" | "1";
  readonly masks?: boolean;
  readonly keypoints: boolean;
  readonly layout: "bundle" | "datumaro";
};

/** Adds the options that say how annotations are written. */
export function addAnnotationOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--boxes <KIND>", "which box to write in formats that hold only one: the full extent or the visible part")
        .choices(["amodal", "visible"])
        .default("amodal"),
    )
    .addOption(new Option("--mot-origin <N>", "number of the first pixel in MOTChallenge files").choices(["0", "1"]).default("1"))
    .option("--masks", "add every actor's visible pixels to COCO, as run-length masks")
    .option("--no-keypoints", "leave the keypoints of people out of ground truth, COCO and CVAT")
    .addOption(
      new Option(
        "--layout <NAME>",
        "datumaro: also write COCO as annotations/yolo/annotations/instances_train.json, " +
          "so that Datumaro can import that folder as COCO or YOLO",
      )
        .choices(["bundle", "datumaro"])
        .default("bundle"),
    );
}

/** The same for the writers. */
export function annotationSettings({ boxes, motOrigin, masks = false, keypoints, layout }: AnnotationOptions) {
  return {
    box: boxes,
    motOrigin: motOrigin === "0" ? 0 : 1,
    masks,
    keypoints,
    layout,
  } as const satisfies Partial<WriteOptions>;
}
