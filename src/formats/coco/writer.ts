import type { GroundTruthRecord } from "@/core/truth";
import { COCO_CATEGORIES, classIndex } from "../classes";
import type { AnnotationSource, WriteOptions } from "../types";
import { chosenBox, clipToFrame, isOccluded } from "../write/boxes";
import type { FormatWriter, Piece } from "../write/format";
import { frameStem } from "../write/text";
import { compressRuns, maskRuns, runsArea, type CocoRle } from "./rle";

const PATH = "annotations/coco.json";

/** COCO detection: images first (they follow from the frame count), then annotations as frames come. */
export function createCocoWriter(source: AnnotationSource, options: WriteOptions): FormatWriter {
  const { video } = source;
  // 0 means "unmatched" to the evaluator.
  let nextId = 1;

  return {
    *frame({ frame, records }) {
      if (frame === 0) yield* head();
      for (const record of records) {
        const annotation = describe(record);
        if (annotation) yield piece(`${nextId++ === 1 ? "\n" : ",\n"}${JSON.stringify(annotation)}`);
      }
    },
    *end() {
      yield { path: PATH, text: "\n]}\n", last: true };
    },
  };

  function* head(): Generator<Piece> {
    const { name, width, height, fps, totalFrames } = video;
    const info = { description: name, version: "1.0", contributor: "Jaywalk" };
    yield piece(
      `{"info":${JSON.stringify(info)},\n"licenses":[],\n"videos":${JSON.stringify([{ id: 1, name, width, height, fps, frames: totalFrames }])},\n`,
    );
    yield piece(`"categories":${JSON.stringify(COCO_CATEGORIES)},\n"images":[`);
    for (let frame = 0; frame < totalFrames; frame++) {
      const file_name = `${frameStem(name, frame)}.${options.imageExtension}`;
      const image = { id: frame + 1, width, height, file_name, video_id: 1, frame };
      yield piece(`${frame === 0 ? "\n" : ",\n"}${JSON.stringify(image)}`);
    }
    yield piece(`\n],\n"annotations":[`);
  }

  function describe(record: GroundTruthRecord) {
    const whole = chosenBox(record, options);
    const box = whole && clipToFrame(whole, video);
    if (!whole || !box) return null;
    const clipped = box.width !== whole.width || box.height !== whole.height;
    const mask = maskOf(record);
    return {
      id: nextId,
      image_id: record.frame + 1,
      category_id: COCO_CATEGORIES[classIndex(record.object_type)]?.id,
      bbox: [box.x, box.y, box.width, box.height],
      area: mask?.area ?? box.width * box.height,
      iscrowd: mask?.area === 0 ? 1 : 0,
      segmentation: mask?.rle ?? [],
      track_id: record.track_id,
      video_id: 1,
      frame: record.frame,
      ...(clipped ? { unclipped_bbox: [whole.x, whole.y, whole.width, whole.height] } : {}),
      attributes: {
        occluded: isOccluded(record),
        visibility: record.visibility,
        truncation: record.truncation,
        confidence: record.confidence,
      },
    };
  }

  /**
   * A wholly hidden actor gets an empty mask, since pycocotools fails where only some annotations have one, and `iscrowd`,
   * so that no detector is asked to find it.
   */
  function maskOf(record: GroundTruthRecord): { rle: CocoRle; area: number } | null {
    if (!options.masks || !source.mask) return null;
    const placed = source.mask(record.frame, record.track_id);
    const { width, height } = video;
    const runs = placed ? maskRuns(placed, width, height) : [width * height];
    return { rle: { size: [height, width], counts: compressRuns(runs) }, area: runsArea(runs) };
  }
}

function piece(text: string): Piece {
  return { path: PATH, text };
}
