import { ACTOR_TYPES } from "@/core/document/constants";
import type { Box } from "@/core/scene";
import { classIndex } from "../classes";
import type { AnnotationSource, SourceVideo, WriteOptions } from "../types";
import { chosenBox, clipToFrame, isWhollyHidden } from "../write/boxes";
import type { FormatWriter } from "../write/format";
import { decimal, frameStem } from "../write/text";

const ROOT = "annotations/yolo";

/** YOLO detection: one label file per frame, empty if nothing is in the picture, and `data.yaml`. */
export function createYoloWriter({ video }: AnnotationSource, options: WriteOptions): FormatWriter {
  return {
    *frame({ frame, records }) {
      let rows = "";
      for (const record of records) {
        // YOLO has no way to mark what is to be ignored, and nobody can find what cannot be seen.
        const box = isWhollyHidden(record) ? null : chosenBox(record, options);
        const inside = box && clipToFrame(box, video);
        if (inside) rows += `${classIndex(record.object_type)} ${normalised(inside, video)}\n`;
      }
      yield { path: `${ROOT}/labels/train/${frameStem(video.name, frame)}.txt`, text: rows, last: true };
    },
    *end() {
      yield { path: `${ROOT}/data.yaml`, text: dataYaml(video), last: true };
    },
  };
}

const UNIT = 1e10;

/**
 * Centre and size as fractions of the frame, with ten decimals. If rounding would push an edge out of 0..1, the size is reduced: readers
 * refuse a whole image because of one such row.
 */
function normalised(box: Box, video: SourceVideo): string {
  const [centreX, width] = axis(box.x, box.width, video.width);
  const [centreY, height] = axis(box.y, box.height, video.height);
  return [centreX, centreY, width, height].map((units) => decimal(units / UNIT, 10)).join(" ");
}

function axis(start: number, length: number, whole: number): [centre: number, size: number] {
  const centre = Math.round(((start + length / 2) / whole) * UNIT);
  const size = Math.round((length / whole) * UNIT);
  return [centre, Math.min(size, 2 * centre, 2 * (UNIT - centre))];
}

function dataYaml({ name, width, height, fps, totalFrames }: SourceVideo): string {
  const names = ACTOR_TYPES.map((type, index) => `  ${index}: ${type}\n`).join("");
  return (
    "path: # empty: the folder of this file\ntrain: images/train\nval: images/train\n" +
    `names:\n${names}` +
    "# Of the video the frames come from; ignored by Ultralytics.\n" +
    `video: ${JSON.stringify({ name, width, height, fps, frames: totalFrames })}\n`
  );
}
