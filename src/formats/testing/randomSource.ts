import fc from "fast-check";
import { ACTOR_MODELS, ACTOR_TYPES, CONDITIONS } from "@/core/document";
import type { Box } from "@/core/scene";
import type { GroundTruthRecord } from "@/core/truth";
import type { AnnotatedFrame, AnnotationSource, PlacedMask } from "../types";
import { FRACTIONAL_RATES, secondsOf } from "@/core/timeline";

type Frame = AnnotatedFrame;

/** Any annotation source: boxes in and partly out of the frame, gaps, tracks in any order of ids, unusual names. */
export const anySource: fc.Arbitrary<AnnotationSource> = fc
  .record({
    name: fc.oneof(
      fc.constantFrom("crossing", 'a & <b> "c"', "  ", "Straße 1 # x", "Test-drive", "train-00001", "classes"),
      fc.string({ maxLength: 20 }),
    ),
    width: fc.integer({ min: 32, max: 640 }).map((half) => half * 2),
    height: fc.integer({ min: 32, max: 360 }).map((half) => half * 2),
    fps: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(...FRACTIONAL_RATES)),
    totalFrames: fc.integer({ min: 1, max: 24 }),
  })
  .chain((video) =>
    fc.uniqueArray(trackOf(video), { maxLength: 5, selector: ({ track }) => track.trackId }).chain((tracks) =>
      fc.array(weather, { minLength: video.totalFrames, maxLength: video.totalFrames }).map((layers): AnnotationSource => {
        const frames: Frame[] = layers.map((layer, frame) => ({
          frame,
          weather: [layer],
          records: tracks.flatMap(({ records }) => records.filter((record) => record.frame === frame)),
        }));
        return {
          video,
          tracks: tracks.map(({ track }) => track),
          frames: () => frames,
          mask: (frame, trackId) => maskOf(frames, frame, trackId),
        };
      }),
    ),
  );

const weather = fc.record({ condition: fc.constantFrom(...CONDITIONS), intensity: fc.double({ min: 0, max: 1, noNaN: true }) });
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => Math.abs(value));

function trackOf(video: AnnotationSource["video"]) {
  return fc
    .record({
      trackId: fc.integer({ min: 0, max: 1_000_000 }),
      type: fc.constantFrom(...ACTOR_TYPES),
      look: fc.nat({ max: 4 }),
      name: fc.string({ maxLength: 12 }),
      present: fc.array(fc.boolean(), { minLength: video.totalFrames, maxLength: video.totalFrames }),
    })
    .chain(({ look, present, ...given }) => {
      const models = ACTOR_MODELS[given.type];
      const track = { ...given, model: models[look % models.length] ?? models[0] };
      const frames = present.flatMap((here, frame) => (here ? [frame] : []));
      return fc.tuple(...frames.map((frame) => recordOf(video, track, frame))).map((records) => ({ track, records }));
    });
}

function recordOf(video: AnnotationSource["video"], track: { trackId: number; type: GroundTruthRecord["object_type"] }, frame: number) {
  return fc
    .record({
      width: fc.integer({ min: 1, max: 200 }),
      height: fc.integer({ min: 1, max: 200 }),
      left: fc.double({ min: 0, max: 1, noNaN: true }),
      top: fc.double({ min: 0, max: 1, noNaN: true }),
      visibility: share,
      confidence: share,
      hidden: fc.boolean(),
    })
    .map(({ width, height, left, top, visibility, confidence, hidden }): GroundTruthRecord => {
      // Anywhere where at least one pixel lies in the frame.
      const box = {
        x: Math.floor(1 - width + left * (video.width + width - 2)),
        y: Math.floor(1 - height + top * (video.height + height - 2)),
        width,
        height,
      };
      const inside = clip(box, video);
      const truncation = 1 - (inside.width * inside.height) / (width * height);
      const seen = hidden ? 0 : visibility * (1 - truncation);
      return {
        frame,
        timestamp: secondsOf(frame, video.fps),
        object_type: track.type,
        bounding_box: box,
        visible_box: hidden ? null : inside,
        confidence,
        track_id: track.trackId,
        visible: seen > 0.5,
        visibility: seen,
        truncation,
        occluded_by: hidden ? [4, "wall-1"] : [],
      };
    });
}

function clip(box: Box, video: { width: number; height: number }): Box {
  const x = Math.max(box.x, 0);
  const y = Math.max(box.y, 0);
  return { x, y, width: Math.min(box.x + box.width, video.width) - x, height: Math.min(box.y + box.height, video.height) - y };
}

/** A mask over the box with every third pixel missing, as an occlusion might leave it. */
function maskOf(frames: readonly Frame[], frame: number, trackId: number): PlacedMask | null {
  const record = frames[frame]?.records.find((candidate) => candidate.track_id === trackId);
  if (!record?.visible_box) return null;
  const { x, y, width, height } = record.bounding_box;
  return { x, y, width, height, data: Uint8Array.from({ length: width * height }, (_, index) => (index % 3 === 2 ? 0 : 1)) };
}
