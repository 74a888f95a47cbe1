import { ACTOR_TYPES } from "@/core/document/constants";
import { classIndex } from "../classes";
import type { AnnotationSource, WriteOptions } from "../types";
import { chosenBox, isOccluded } from "../write/boxes";
import type { FormatWriter } from "../write/format";
import { frameStem } from "../write/text";

const PATH = "annotations/datumaro.json";
/** Datumaro's number for images among its media types. */
const IMAGE_MEDIA = 2;
const ATTRIBUTES = ["confidence", "occluded", "track_id", "truncation", "visibility"];

/** Datumaro JSON: one item per frame. */
export function createDatumaroWriter({ video }: AnnotationSource, options: WriteOptions): FormatWriter {
  let nextId = 1;
  return {
    *frame({ frame, records }) {
      if (frame === 0) yield { path: PATH, text: head() };
      const stem = frameStem(video.name, frame);
      const annotations = records.flatMap((record) => {
        const box = chosenBox(record, options);
        if (!box) return [];
        const { track_id, visibility, truncation, confidence } = record;
        return {
          id: nextId++,
          type: "bbox",
          attributes: { track_id, occluded: isOccluded(record), visibility, truncation, confidence },
          group: 0,
          label_id: classIndex(record.object_type),
          bbox: [box.x, box.y, box.width, box.height],
          z_order: 0,
        };
      });
      const image = { path: `${stem}.${options.imageExtension}`, size: [video.height, video.width] };
      yield { path: PATH, text: `${frame === 0 ? "\n" : ",\n"}${JSON.stringify({ id: stem, annotations, attr: { frame }, image })}` };
    },
    *end() {
      yield { path: PATH, text: "\n]}\n", last: true };
    },
  };

  function head(): string {
    const { name, width, height, fps, totalFrames } = video;
    const labels = ACTOR_TYPES.map((type) => ({ name: type, parent: "", attributes: ATTRIBUTES }));
    const opening = {
      dm_format_version: "1.0",
      media_type: IMAGE_MEDIA,
      infos: { video: name, width, height, fps, frames: totalFrames },
      categories: { label: { label_groups: [], labels, attributes: ATTRIBUTES } },
    };
    return `${JSON.stringify(opening).slice(0, -1)},\n"items":[`;
  }
}
