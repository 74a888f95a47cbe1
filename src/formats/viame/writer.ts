import { rateText } from "@/core/timeline";
import { csvCell } from "../read/csvRows";
import type { AnnotationSource, WriteOptions } from "../types";
import { chosenBox, isOccluded } from "../write/boxes";
import type { FormatWriter } from "../write/format";
import { decimal, frameStem } from "../write/text";

const PATH = "annotations/viame.csv";
const HEAD =
  "# 1: Detection or Track-id,2: Video or Image Identifier,3: Unique Frame Identifier," +
  "4-7: Img-bbox(TL_x,TL_y,BR_x,BR_y),8: Detection or Length Confidence,9: Target Length (0 or -1 if invalid)," +
  "10-11+: Repeated Species,Confidence Pairs or Attributes";

/** VIAME CSV, which DIVE reads too: a row for each box, frames and ids from 0. */
export function createViameWriter({ video }: AnnotationSource, options: WriteOptions): FormatWriter {
  return {
    *frame({ frame, records }) {
      if (frame === 0) yield { path: PATH, text: `${HEAD}\n# metadata,fps: ${rateText(video.fps)},exported_by: Jaywalk\n` };
      const image = csvCell(`${frameStem(video.name, frame)}.${options.imageExtension}`);
      for (const record of records) {
        const box = chosenBox(record, options);
        if (!box) continue;
        const { track_id, object_type, visibility } = record;
        const confidence = decimal(record.confidence, 6);
        const corners = [box.x, box.y, box.x + box.width, box.y + box.height].join(",");
        const attributes = `(atr) occluded ${isOccluded(record)},(atr) visibility ${decimal(visibility, 6)}`;
        yield {
          path: PATH,
          text: `${track_id},${image},${frame},${corners},${confidence},-1,${object_type},${confidence},${attributes}\n`,
        };
      }
    },
    *end() {
      yield { path: PATH, text: "", last: true };
    },
  };
}
