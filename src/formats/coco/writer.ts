import type { ActorType } from "@/core/document/constants";
import { labelledKeypoints, type Box, type Keypoints } from "@/core/scene";
import { JOINTS } from "@/core/bodies";
import { KEYPOINT_SKELETON, type GroundTruthRecord } from "@/core/truth";
import { COCO_CATEGORIES, classIndex } from "../classes";
import type { AnnotatedFrame, AnnotationSource, WriteOptions } from "../types";
import { chosenBox, clipToFrame, isOccluded, isWhollyHidden, regionsAt, typesOfRegion, type RegionAtFrame } from "../write/boxes";
import type { FormatWriter, Piece } from "../write/format";
import { frameStem } from "../write/text";
import { boxRuns, compressRuns, maskRuns, runsArea, type CocoRle } from "./rle";

const PATH = "annotations/coco.json";
const KW_PATH = "annotations/kwcoco.json";
/** Next to `images/train`, so that one folder is a dataset for Datumaro's importers of both COCO and YOLO. */
const DATUMARO_PATH = "annotations/yolo/annotations/instances_train.json";

/** What differs between COCO and formats that build on it. */
type CocoForm = { paths: readonly string[]; isKw: boolean };

/** COCO detection: images first (they follow from the frame count), then annotations as frames come. */
export function createCocoWriter(source: AnnotationSource, options: WriteOptions): FormatWriter {
  return cocoWriter(source, options, { paths: options.layout === "datumaro" ? [PATH, DATUMARO_PATH] : [PATH], isKw: false });
}

/** KWCOCO, as VIAME and DIVE read it: COCO with `frame_index` and a table of tracks. Without keypoints, which have a form of their own. */
export function createKwcocoWriter(source: AnnotationSource, options: WriteOptions): FormatWriter {
  return cocoWriter(source, { ...options, keypoints: false }, { paths: [KW_PATH], isKw: true });
}

function cocoWriter(source: AnnotationSource, options: WriteOptions, { paths, isKw }: CocoForm): FormatWriter {
  const { video } = source;
  // 0 means "unmatched" to the evaluator.
  let nextId = 1;

  const keypointTypes: readonly ActorType[] = options.keypoints ? (source.keypointTypes ?? []) : [];
  const everywhere = (pieces: Iterable<Piece>) => atPaths(paths, pieces);

  return {
    frame: (frame) => everywhere(framePieces(frame)),
    end: () => everywhere([{ path: PATH, text: "\n]}\n", last: true }]),
  };

  function* framePieces(annotated: AnnotatedFrame): Generator<Piece> {
    const { frame, records } = annotated;
    if (frame === 0) yield* head();
    for (const record of records) {
      const annotation = describe(record);
      if (annotation) yield entry(annotation);
    }
    for (const region of regionsAt(source, annotated)) yield* crowds(region, frame);
  }

  function entry(annotation: object): Piece {
    return piece(`${nextId++ === 1 ? "\n" : ",\n"}${JSON.stringify(annotation)}`);
  }

  /**
   * A region to ignore is a crowd of its class, or one for every class. Of what is drawn, only for classes of the scenario: evaluators do
   * not score others.
   */
  function* crowds(region: RegionAtFrame, frame: number): Generator<Piece> {
    const { bounding_box } = region;
    const types = typesOfRegion(region, source);
    const left = Math.floor(bounding_box.x);
    const top = Math.floor(bounding_box.y);
    const right = Math.ceil(bounding_box.x + bounding_box.width);
    const bottom = Math.ceil(bounding_box.y + bounding_box.height);
    const box = clipToFrame({ x: left, y: top, width: right - left, height: bottom - top }, video);
    if (!box) return;
    for (const { id, name } of COCO_CATEGORIES)
      if (types.includes(name))
        yield entry({
          id: nextId,
          image_id: frame + 1,
          category_id: id,
          bbox: [box.x, box.y, box.width, box.height],
          ...crowdOf(box),
          ...keypointsOf(name),
          video_id: 1,
          frame,
        });
  }

  /**
   * Evaluators of keypoints require their number of every annotation, and the list of every one in a category that has them: all zeros
   * where nothing is labelled, as in COCO's own crowds.
   */
  function keypointsOf(type: ActorType, told?: Keypoints): { num_keypoints?: number; keypoints?: Keypoints } {
    if (keypointTypes.length === 0) return {};
    if (!keypointTypes.includes(type)) return { num_keypoints: 0 };
    const keypoints = told ?? NO_KEYPOINTS;
    return { num_keypoints: labelledKeypoints(keypoints), keypoints };
  }

  /** `iscrowd` with the mask it needs: the whole box. */
  function crowdOf(box: Box) {
    const { width, height } = video;
    const segmentation: CocoRle = { size: [height, width], counts: compressRuns(boxRuns(box, width, height)) };
    return { area: box.width * box.height, iscrowd: 1, segmentation };
  }

  function* head(): Generator<Piece> {
    const { name, width, height, fps, totalFrames } = video;
    const info = { description: name, version: "1.0", contributor: "Jaywalk" };
    yield piece(
      `{"info":${JSON.stringify(info)},\n"licenses":[],\n` +
        `"videos":${JSON.stringify([{ id: 1, name, width, height, fps, frames: totalFrames }])},\n`,
    );
    const categories = COCO_CATEGORIES.map((category) =>
      keypointTypes.includes(category.name) ? { ...category, keypoints: JOINTS, skeleton: KEYPOINT_SKELETON } : category,
    );
    if (isKw) {
      const tracks = source.tracks.map(({ trackId, name: told }) => ({ id: trackId, name: `${told} ${trackId}` }));
      yield piece(`"tracks":${JSON.stringify(tracks)},\n`);
    }
    yield piece(`"categories":${JSON.stringify(categories)},\n"images":[`);
    for (let frame = 0; frame < totalFrames; frame++) {
      const file_name = `${frameStem(name, frame)}.${options.imageExtension}`;
      const image = { id: frame + 1, width, height, file_name, video_id: 1, ...(isKw ? { frame_index: frame } : { frame }) };
      yield piece(`${frame === 0 ? "\n" : ",\n"}${JSON.stringify(image)}`);
    }
    yield piece(`\n],\n"annotations":[`);
  }

  function describe(record: GroundTruthRecord) {
    const whole = chosenBox(record, options);
    const box = whole && clipToFrame(whole, video);
    if (!whole || !box) return null;
    const clipped = box.width !== whole.width || box.height !== whole.height;
    // No detector can be expected to find what cannot be seen at all.
    const mask = isWhollyHidden(record) ? null : maskOf(record);
    const kind = isWhollyHidden(record)
      ? crowdOf(box)
      : { area: mask?.area ?? box.width * box.height, iscrowd: 0, segmentation: mask?.rle ?? [] };
    return {
      id: nextId,
      image_id: record.frame + 1,
      category_id: COCO_CATEGORIES[classIndex(record.object_type)]?.id,
      bbox: [box.x, box.y, box.width, box.height],
      ...kind,
      ...keypointsOf(record.object_type, record.keypoints),
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

  /** The visible pixels of an actor, if masks are requested. */
  function maskOf(record: GroundTruthRecord): { rle: CocoRle; area: number } | null {
    if (!options.masks || !source.mask) return null;
    const placed = source.mask(record.frame, record.track_id);
    const { width, height } = video;
    const runs = placed ? maskRuns(placed, width, height) : [width * height];
    return { rle: { size: [height, width], counts: compressRuns(runs) }, area: runsArea(runs) };
  }
}

const NO_KEYPOINTS: Keypoints = JOINTS.flatMap(() => [0, 0, 0]);

function* atPaths(paths: readonly string[], pieces: Iterable<Piece>): Generator<Piece> {
  for (const one of pieces) for (const path of paths) yield { ...one, path };
}

function piece(text: string): Piece {
  return { path: PATH, text };
}
