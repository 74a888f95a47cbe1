import type { PixelMap } from "@/core/pixels";
import { exposureOf, worldOf } from "@/core/scene";
import { GIF_FRAME_BYTES, gifFrames } from "./gifFrames";
import type { ExportPlan } from "./plan";
import type { ExportEstimate, ExportStorage, Quality } from "./types";
import { WHOLE_PICTURE_EFFECTS, wholePictureEffects, type WholePictureEffect } from "./wholePicture";

/**
 * Bytes per frame of 1280 × 720, measured on `urban_complex`: for what moves in it, and what each effect that changes the whole picture
 * adds at full strength; `travel` on the road presets: lossless video needs no extra bytes for it. `npm run bench -- --only estimates`
 * compares estimates with actual exports.
 */
const VIDEO_BYTES: Record<Quality, { still: number; actor: number } & Record<WholePictureEffect, number>> = {
  draft: { still: 500, actor: 150, rain: 14_000, snow: 10_000, noise: 105_000, fade: 6_000, travel: 1_400 },
  standard: { still: 800, actor: 300, rain: 33_000, snow: 23_000, noise: 260_000, fade: 12_000, travel: 2_000 },
  high: { still: 1200, actor: 600, rain: 60_000, snow: 38_000, noise: 400_000, fade: 25_000, travel: 2_000 },
  lossless: { still: 2500, actor: 2500, rain: 175_000, snow: 92_000, noise: 820_000, fade: 180_000, travel: 0 },
};
/** Bytes of a frame's picture of 1280 × 720 in style illustrated. */
const IMAGE_BYTES = { png: 700_000, jpg: 110_000 };
/** Bytes of a frame's map of 1280 × 720 (of amodal masks: of one actor's), as measured on road presets, and seconds that it takes. */
const PIXEL_BYTES: Record<PixelMap, number> = { instance: 12_000, semantic: 20_000, amodal: 3_000, depth: 400_000, flow: 1_100_000 };
const PIXEL_SECONDS: Record<PixelMap, number> = { instance: 0.03, semantic: 0.03, amodal: 0.02, depth: 0.2, flow: 0.4 };
/** Pictures of 1280 × 720 a second, on a slow machine. */
const IMAGES_PER_SECOND = 15;
/** On the road also its box in space, velocities, angles, and how it meets the ego. */
const TRUTH_BYTES_PER_ANNOTATION = { picture: 340, road: 950 };
const BYTES_PER_ANNOTATION_AND_FORMAT = 160;
const BYTES_PER_FRAME_AND_FORMAT = 60;
const PIXELS = 1280 * 720;
/** Frames of 1280 × 720 per second and worker, on a slow machine. */
const FRAMES_PER_SECOND = { ffmpeg: 60, webcodecs: 120 };
/** The WebM in addition to the MP4: VP8 takes about as many bytes as H.264, and has one speed for all pictures. */
const WEBM_FRAMES_PER_SECOND = 40;
const SLOWER: Record<Quality, number> = { draft: 1, standard: 1, high: 2, lossless: 1.5 };
/** For a picture that changes everywhere. */
const WHOLE_SLOWER = 2;

/**
 * Seconds that motion blur and a rolling shutter take for a road's frame of 1280 × 720, as measured: to average it, for each moment that a
 * row shows, and to place and draw what is there at each moment.
 */
const EXPOSURE_SECONDS = { frame: 0.025, momentOfRow: 0.016, moment: 0.0025 };

/** A rough estimate of an export's cost. */
export function estimatePlan(plan: ExportPlan, { freeBytes, copies, place }: ExportStorage): ExportEstimate {
  const { scenario, range, quality, engine, formats, workers } = plan;
  const frames = range.end - range.start;
  const area = (scenario.video.width * scenario.video.height) / PIXELS;
  const effects = wholePictureEffects(scenario, range);
  const annotations = scenario.actors.reduce((sum, actor) => {
    const shown = Math.min(actor.endFrame, range.end) - Math.max(actor.startFrame, range.start);
    return sum + (actor.hidden ? 0 : Math.max(0, shown));
  }, 0);
  const video = VIDEO_BYTES[quality];
  const changing = WHOLE_PICTURE_EFFECTS.reduce((sum, effect) => sum + video[effect] * effects[effect], 0);
  const stills = scenario.scene.backgroundStills?.filter(({ frame }) => frame > range.start && frame < range.end).length ?? 0;
  const videoBytes = frames * area * (video.still + changing) + stills * area * IMAGE_BYTES.jpg + annotations * video.actor;
  const annotationBytes =
    annotations * (TRUTH_BYTES_PER_ANNOTATION[worldOf(scenario).kind] + formats.length * BYTES_PER_ANNOTATION_AND_FORMAT) +
    frames * formats.length * BYTES_PER_FRAME_AND_FORMAT;
  const imageBytes =
    (plan.images ? frames * area * IMAGE_BYTES[plan.images] : 0) +
    (plan.thumbnail ? gifFrames(range, scenario.video.fps).frames.length * GIF_FRAME_BYTES : 0);
  const filesOf = (map: PixelMap) => area * (map === "amodal" ? annotations : frames);
  const pixelBytes = plan.pixels.reduce((sum, map) => sum + PIXEL_BYTES[map] * filesOf(map), 0);
  const pixelSeconds = plan.pixels.reduce((sum, map) => sum + PIXEL_SECONDS[map] * filesOf(map), 0);
  const bytes = Math.ceil(videoBytes * (plan.webm ? 2 : 1) + annotationBytes + imageBytes + pixelBytes);
  const speed =
    (FRAMES_PER_SECOND[engine] * workers) /
    (area * SLOWER[quality] * (1 + (WHOLE_SLOWER - 1) * Math.min(1, Math.max(...Object.values(effects)))));
  const exposure = exposureOf(scenario);
  const exposureSeconds = exposure
    ? frames *
      area *
      (EXPOSURE_SECONDS.frame + EXPOSURE_SECONDS.momentOfRow * exposure.momentsOfRow + EXPOSURE_SECONDS.moment * exposure.moments)
    : 0;
  const videoSeconds = frames / speed + exposureSeconds / workers + (plan.webm ? (frames * area) / (WEBM_FRAMES_PER_SECOND * workers) : 0);
  const needed = bytes * copies;
  return {
    bytes,
    seconds: 1 + Math.max(videoSeconds, (plan.images ? (frames * area) / IMAGES_PER_SECOND + exposureSeconds : 0) + pixelSeconds),
    freeBytes,
    problem:
      freeBytes !== null && needed > freeBytes
        ? `This export needs about ${megabytes(needed)} of ${place}, but only ${megabytes(freeBytes)} are free; ` +
          "free some space on the disk, choose a shorter range or a lower quality, or delete old exports"
        : null,
  };
}

function megabytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}
