import { secondsOf } from "@/core/timeline";
import { csvCell } from "../read/csvRows";
import type { AnnotationSource, WriteOptions } from "../types";
import { chosenBox } from "../write/boxes";
import type { FormatWriter } from "../write/format";
import { decimal, frameStem } from "../write/text";

const PATH = "annotations/boxes.csv";
const HEAD =
  "frame,timestamp,image,track_id,class,left,top,width,height,visibility,confidence,truncation,occluded_by,image_width,image_height";

/** A table with a header, for spreadsheets and pandas: a row for each box, frames and pixels from 0. */
export function createTableWriter({ video }: AnnotationSource, options: WriteOptions): FormatWriter {
  return {
    *frame({ frame, records }) {
      if (frame === 0) yield { path: PATH, text: `${HEAD}\n` };
      const image = csvCell(`${frameStem(video.name, frame)}.${options.imageExtension}`);
      const time = decimal(secondsOf(frame, video.fps), 6);
      for (const record of records) {
        const box = chosenBox(record, options);
        if (!box) continue;
        const { track_id, object_type, visibility, confidence, truncation, occluded_by } = record;
        const measured = [visibility, confidence, truncation].map((value) => decimal(value, 6));
        const others = csvCell(occluded_by.join(" "));
        const cells = [frame, time, image, track_id, object_type, box.x, box.y, box.width, box.height, ...measured, others];
        yield { path: PATH, text: `${[...cells, video.width, video.height].join(",")}\n` };
      }
    },
    *end() {
      yield { path: PATH, text: "", last: true };
    },
  };
}
