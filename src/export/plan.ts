import { annotatedActors, validateScenario, type WholeScenario } from "@/core/document";
import { PIXEL_MAPS, pixelMapsFault, type PixelMap } from "@/core/pixels";
import { framesWithinStillMemory } from "@/core/scene";
import { ANNOTATION_FORMATS, DEFAULT_FORMATS, type FormatId } from "@/formats";
import { instancesFault } from "@/render";
import { ExportError } from "./errors";
import { MCAP } from "./robotics/names";
import { planSegments, type Segment } from "./segments/planSegments";
import type { EngineName, ExportRequest, ImageFormat, Quality } from "./types";
import type { FrameRange } from "@/core/timeline";

/** A checked request, with everything decided that the export needs. */
export type ExportPlan = {
  scenario: WholeScenario;
  range: FrameRange;
  segments: readonly Segment[];
  engine: EngineName;
  quality: Quality;
  frameStamp: boolean;
  instances: boolean;
  formats: readonly FormatId[];
  /** Per-pixel ground truth. */
  pixels: readonly PixelMap[];
  /** Whether `recording.mcap` is written. */
  mcap: boolean;
  box: "amodal" | "visible";
  motOrigin: 0 | 1;
  masks: boolean;
  keypoints: boolean;
  layout: "bundle" | "datumaro";
  workers: number;
  /** Extension of the frames' image files; null for none. */
  images: ImageFormat | null;
  webm: boolean;
  thumbnail: boolean;
  /** The scenario's frame for `thumbnail.jpg`; null for none. */
  still: number | null;
};

/** More lanes than this would fill memory without saving time; a machine with more cores uses this many. */
const MOST_WORKERS = 32;

/**
 * Checks a request. @param cores of the machine, however many it claims to have
 * @throws ExportError (`request`) that says what to change
 */
export function planExport(request: ExportRequest, cores: number): ExportPlan {
  const scenario = validated(request.scenario);
  if (annotatedActors(scenario).length === 0)
    throw refusal("The scenario has no actors, so there is nothing to annotate; add one, or show a hidden one");
  const range = request.range ?? { start: 0, end: scenario.video.durationFrames };
  const { start, end } = range;
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > scenario.video.durationFrames || start >= end)
    throw refusal(
      `The frame range ${start} to ${end} is not within the scenario's 0 to ${scenario.video.durationFrames}; ` +
        "choose a first frame before the last one",
    );
  if (request.engine === "webcodecs" && request.quality === "lossless")
    throw refusal("The webcodecs engine has no lossless quality; choose the engine ffmpeg, or another quality");
  if (request.instances && request.frameStamp)
    throw refusal("A frame stamp would look like an actor in the style instances; leave one of them out");
  const chosen: readonly (FormatId | PixelMap | typeof MCAP)[] = request.formats?.map(knownFormat) ?? DEFAULT_FORMATS;
  const pixels = PIXEL_MAPS.filter((map) => chosen.includes(map));
  const unmade = pixelMapsFault(scenario, pixels);
  if (unmade !== null) throw refusal(`T${unmade.slice(1)}`);
  const unclear = request.instances || pixels.includes("instance") ? instancesFault(scenario) : null;
  if (unclear !== null) throw refusal(unclear);
  const { still = null } = request;
  if (still !== null && (!Number.isInteger(still) || still < start || still >= end))
    throw refusal(`The thumbnail frame ${still} does not exist; choose one from ${start} to ${end - 1}`);
  const segments = planSegments(range, scenario.video, framesWithinStillMemory(scenario));
  const { workers = Math.min(MOST_WORKERS, Math.max(1, cores)) } = request;
  if (!Number.isInteger(workers) || workers < 1 || workers > MOST_WORKERS)
    throw refusal(`The number of workers must be a whole number from 1 to ${MOST_WORKERS}, not ${workers}`);
  return {
    scenario,
    range: { start, end },
    segments,
    engine: request.engine,
    quality: request.quality,
    frameStamp: request.frameStamp ?? false,
    instances: request.instances ?? false,
    formats: ANNOTATION_FORMATS.filter((format) => chosen.includes(format)),
    pixels,
    mcap: chosen.includes(MCAP),
    box: request.box ?? "amodal",
    motOrigin: request.motOrigin ?? 1,
    masks: request.masks ?? false,
    keypoints: request.keypoints ?? true,
    layout: request.layout ?? "bundle",
    workers: Math.min(workers, segments.length),
    images: request.images ?? null,
    webm: request.webm ?? false,
    thumbnail: request.thumbnail ?? false,
    still,
  };
}

function validated(scenario: WholeScenario): WholeScenario {
  try {
    return validateScenario(scenario);
  } catch (cause) {
    throw new ExportError("request", `The scenario cannot be exported: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

function knownFormat(id: string): FormatId | PixelMap | typeof MCAP {
  const format = ([...ANNOTATION_FORMATS, ...PIXEL_MAPS, MCAP] as const).find((known) => known === id);
  if (!format)
    throw refusal(
      `There is no annotation format "${id}"; choose from ${ANNOTATION_FORMATS.join(", ")}; ` +
        `of each pixel: ${PIXEL_MAPS.join(", ")}; or ${MCAP}`,
    );
  return format;
}

function refusal(message: string): ExportError {
  return new ExportError("request", message);
}
