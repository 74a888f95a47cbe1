import { arrayOf, isObject, objectOf, type JsonObject } from "../read/json";

/** YouTube-VIS and similar: no images but `videos[].file_names`, and annotations of a whole track with `bboxes`. */
export function isYoutubeVis(root: JsonObject): boolean {
  return (
    !Array.isArray(root["images"]) &&
    Array.isArray(root["annotations"]) &&
    arrayOf(root["videos"]).some((video) => Array.isArray(objectOf(video)["file_names"]))
  );
}

/** The same as COCO with an image for each frame and an annotation for each box; null entries are absent. */
export function asCoco(root: JsonObject): JsonObject {
  const images = arrayOf(root["videos"]).flatMap((entry) => {
    const { id, file_names: names, width, height } = objectOf(entry);
    return arrayOf(names).map((file_name, frame) => ({ id: `${String(id)}/${frame}`, video_id: id, file_name, width, height, frame }));
  });
  const annotations = arrayOf(root["annotations"]).flatMap((entry) => {
    const { bboxes, unclipped_bboxes, segmentations, id, ...track } = objectOf(entry);
    const shapes = arrayOf(segmentations);
    const boxes = Array.isArray(bboxes) ? bboxes : shapes;
    return boxes.flatMap((_, frame) => {
      const bbox: unknown = arrayOf(bboxes)[frame];
      const segmentation = shapes[frame];
      if (!Array.isArray(bbox) && !Array.isArray(segmentation) && !isObject(segmentation)) return [];
      return [
        {
          ...track,
          // In our files ids count from 1, as evaluators need it, and tracks from 0.
          track_id: track["track_id"] ?? id,
          image_id: `${String(track["video_id"])}/${frame}`,
          bbox: bbox ?? undefined,
          unclipped_bbox: arrayOf(unclipped_bboxes)[frame] ?? undefined,
          segmentation: segmentation ?? undefined,
        },
      ];
    });
  });
  return { ...root, images, annotations };
}
