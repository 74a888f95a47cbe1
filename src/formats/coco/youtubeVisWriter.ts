import type { Box } from "@/core/scene";
import { COCO_CATEGORIES, classIndex } from "../classes";
import type { AnnotationSource, WriteOptions } from "../types";
import { chosenBox, clipToFrame, isOccluded } from "../write/boxes";
import type { FormatWriter, Piece } from "../write/format";
import { frameStem } from "../write/text";
import { TrackBuffer } from "../write/trackBuffer";
import { compressRuns, maskRuns, runsArea } from "./rle";

const PATH = "annotations/youtube_vis.json";

type Mask = { frame: number; counts: string; area: number };
type Track = { category: number; boxes: TrackBuffer; masks: Mask[] };

/**
 * YouTube-VIS: a video with the names of its frames, and for each track a list of boxes, areas and masks with null where it is absent.
 * Masks, if requested, wait in memory until the end, since the file is ordered by track.
 */
export function createYoutubeVisWriter(source: AnnotationSource, options: WriteOptions): FormatWriter {
  const { video } = source;
  const { name, width, height, totalFrames } = video;
  const tracks = new Map<number, Track>();
  return {
    frame({ frame, records }) {
      for (const record of records) {
        const box = chosenBox(record, options);
        if (!box || !clipToFrame(box, video)) continue;
        const { track_id, object_type, visibility, confidence } = record;
        let track = tracks.get(track_id);
        const category = COCO_CATEGORIES[classIndex(object_type)]?.id ?? 0;
        if (!track) tracks.set(track_id, (track = { category, boxes: new TrackBuffer(), masks: [] }));
        track.boxes.push({ frame, box, occluded: isOccluded(record), visibility, confidence, keypoints: null });
        const placed = options.masks ? source.mask?.(frame, track_id) : null;
        if (!placed) continue;
        const runs = maskRuns(placed, width, height);
        track.masks.push({ frame, counts: compressRuns(runs), area: runsArea(runs) });
      }
      return [];
    },
    *end() {
      yield piece(`{"info":${JSON.stringify({ description: name, version: "1.0", contributor: "Jaywalk" })},\n"licenses":[],\n`);
      yield piece(`"categories":${JSON.stringify(COCO_CATEGORIES)},\n`);
      yield piece(`"videos":[{"id":1,"name":${JSON.stringify(name)},"width":${width},"height":${height},"length":${totalFrames},`);
      yield piece(`"fps":${video.fps},"file_names":[`);
      yield* separated(fileNames());
      yield piece(`]}],\n"annotations":[`);
      let comma = "\n";
      for (const [trackId, track] of tracks) {
        yield piece(comma);
        yield* annotation(trackId, track);
        comma = ",\n";
      }
      yield { path: PATH, text: "\n]}\n", last: true };
    },
  };

  function* fileNames(): Generator<string> {
    for (let frame = 0; frame < totalFrames; frame++) yield `${frameStem(name, frame)}.${options.imageExtension}`;
  }

  function* annotation(trackId: number, { category, boxes, masks }: Track): Generator<Piece> {
    const at = new Map([...boxes.boxes()].map(({ frame, box }) => [frame, box]));
    const maskAt = new Map(masks.map((mask) => [mask.frame, mask]));
    const inFrame = (box: Box) => clipToFrame(box, video) ?? box;
    function* each(one: (box: Box, frame: number) => unknown): Generator<unknown> {
      for (let frame = 0; frame < totalFrames; frame++) {
        const box = at.get(frame);
        yield box ? one(box, frame) : null;
      }
    }
    yield piece(`{"id":${trackId + 1},"track_id":${trackId},"video_id":1,"category_id":${category},"iscrowd":0,`);
    yield piece(`"width":${width},"height":${height},"length":${totalFrames},"bboxes":[`);
    yield* separated(each((box) => listOf(inFrame(box))));
    yield piece(`],"areas":[`);
    yield* separated(each((box, frame) => maskAt.get(frame)?.area ?? inFrame(box).width * inFrame(box).height));
    yield piece(`],"segmentations":[`);
    yield* separated(each((_, frame) => segmentation(maskAt.get(frame))));
    // As in our COCO files: what was removed at the frame's edge.
    if ([...at.values()].some((box) => inFrame(box).width !== box.width || inFrame(box).height !== box.height)) {
      yield piece(`],"unclipped_bboxes":[`);
      yield* separated(each((box) => listOf(box)));
    }
    yield piece("]}");
  }

  function segmentation(mask: Mask | undefined) {
    return mask ? { size: [height, width], counts: mask.counts } : null;
  }
}

function listOf({ x, y, width, height }: Box): number[] {
  return [x, y, width, height];
}

function* separated(values: Iterable<unknown>): Generator<Piece> {
  let comma = "";
  for (const value of values) {
    yield piece(`${comma}${JSON.stringify(value)}`);
    comma = ",";
  }
}

function piece(text: string): Piece {
  return { path: PATH, text };
}
