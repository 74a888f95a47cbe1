import { ACTOR_TYPES } from "@/core/document/constants";
import type { Box } from "@/core/scene";
import type { AnnotatedFrame, AnnotationSource, WriteOptions } from "../types";
import { chosenBox, isOccluded, regionsAt, typesOfRegion } from "../write/boxes";
import type { FormatWriter } from "../write/format";
import { frameStem } from "../write/text";

const PATH = "annotations/bdd100k.json";

/** BDD100K's tracking labels in Scalabel's form. The last pixel of a box is inside it; regions to ignore are crowds. */
export function createBdd100kWriter(source: AnnotationSource, options: WriteOptions): FormatWriter {
  const { name, width, height, fps } = source.video;
  return {
    *frame(annotated) {
      const { frame } = annotated;
      const entry = {
        name: `${frameStem(name, frame)}.${options.imageExtension}`,
        videoName: name,
        frameIndex: frame,
        size: { width, height },
        labels: [...labelsOf(annotated)],
      };
      yield { path: PATH, text: `${frame === 0 ? '{"frames":[\n' : ",\n"}${JSON.stringify(entry)}` };
    },
    *end() {
      const config = { imageSize: { width, height }, categories: ACTOR_TYPES.map((type) => ({ name: type })), fps };
      yield { path: PATH, text: `\n],\n"groups":[],\n"config":${JSON.stringify(config)}}\n`, last: true };
    },
  };

  function* labelsOf(annotated: AnnotatedFrame) {
    for (const record of annotated.records) {
      const box = chosenBox(record, options);
      if (!box) continue;
      const { track_id, object_type: category, truncation, visibility, confidence } = record;
      const attributes = { occluded: isOccluded(record), truncated: truncation > 0, crowd: false, visibility, confidence };
      yield { id: String(track_id), category, attributes, box2d: cornersOf(box) };
    }
    for (const region of regionsAt(source, annotated))
      for (const category of typesOfRegion(region, source))
        yield { id: `${region.key} ${category}`, category, attributes: { crowd: true }, box2d: cornersOf(region.bounding_box) };
  }
}

function cornersOf({ x, y, width, height }: Box) {
  return { x1: x, y1: y, x2: x + width - 1, y2: y + height - 1 };
}
