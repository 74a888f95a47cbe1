import { join } from "node:path";
import { z } from "zod";
import type { ReadOptions } from "@/formats/detections";
import { COCO_CATEGORIES, KITTI_CLASSES, MOT_CLASSES } from "@/formats";
import { readBundleText } from "../bundle/bundleFolder";
import { UsageError } from "../errors";

/** What the command line says about the numbers in the detector's file. */
export type DetectionFileOptions = { readonly motOrigin: "0" | "1"; readonly classLabel?: string | undefined };

const cocoSchema = z.object({
  images: z.array(z.object({ id: z.number(), frame: z.number() })),
  categories: z.array(z.object({ id: z.number(), name: z.string() })),
});

/** What the bundle itself says about the numbers in the detector's file. */
export async function readOptions(
  folder: string,
  { motOrigin, classLabel }: DetectionFileOptions,
  onlyClassOfTruth: string | undefined,
): Promise<ReadOptions> {
  const mot = {
    classes: Object.fromEntries(Object.entries(MOT_CLASSES).map(([name, number]) => [number, name])),
    pixelOrigin: motOrigin === "0" ? (0 as const) : (1 as const),
    classLabel: classLabel ?? onlyClassOfTruth,
  };
  const kitti = { classes: KITTI_CLASSES };
  let text: string;
  try {
    text = await readBundleText(folder, "annotations/coco.json");
  } catch {
    // Image ids and categories are the same in every export.
    return {
      mot,
      kitti,
      coco: {
        categories: Object.fromEntries(COCO_CATEGORIES.map(({ id, name }) => [id, name])),
        frameOf: (id) => (Number.isSafeInteger(id) && id >= 1 ? id - 1 : undefined),
      },
    };
  }
  const { data } = cocoSchema.safeParse(jsonOf(text));
  if (!data)
    throw new UsageError(
      `${join(folder, "annotations/coco.json")} is not what render wrote; run jaywalk lint on the bundle, or render it again`,
    );
  const { images, categories } = data;
  const frames = new Map(images.map(({ id, frame }) => [id, frame]));
  return {
    mot,
    kitti,
    coco: { categories: Object.fromEntries(categories.map(({ id, name }) => [id, name])), frameOf: (id) => frames.get(id) },
  };
}

/** Null if a text is not JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
