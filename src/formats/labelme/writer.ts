import type { AnnotationSource, WriteOptions } from "../types";
import { chosenBox, isOccluded } from "../write/boxes";
import type { FormatWriter } from "../write/format";
import { frameStem } from "../write/text";

/** LabelMe: a JSON file for each image, rectangles with the track as `group_id`, as X-AnyLabeling has it. */
export function createLabelMeWriter({ video }: AnnotationSource, options: WriteOptions): FormatWriter {
  return {
    *frame({ frame, records }) {
      const stem = frameStem(video.name, frame);
      const shapes = records.flatMap((record) => {
        const box = chosenBox(record, options);
        if (!box) return [];
        return {
          label: record.object_type,
          points: [
            [box.x, box.y],
            [box.x + box.width, box.y + box.height],
          ],
          group_id: record.track_id,
          description: "",
          shape_type: "rectangle",
          flags: { occluded: isOccluded(record), truncated: record.truncation > 0 },
        };
      });
      const image = {
        version: "5.4.1",
        flags: {},
        shapes,
        imagePath: `${stem}.${options.imageExtension}`,
        imageData: null,
        imageHeight: video.height,
        imageWidth: video.width,
      };
      yield { path: `annotations/labelme/${stem}.json`, text: `${JSON.stringify(image, null, 1)}\n`, last: true };
    },
    end: () => [],
  };
}
