import { z } from "zod";
import { sha256Of } from "@/core/digest";
import { annotatedActors, ACTOR_TYPES, CONDITIONS } from "@/core/document";
import { notJson } from "@/core/document/jsonPlaces";
import { isPlainPath } from "@/core/names";
import { mainCondition } from "@/core/weather";
import { SuiteError } from "./errors";
import type { SuiteVideo } from "./spec/expand";
import type { TruthStatistics } from "./statistics";
import { framesPerSecond, secondsOf } from "@/core/timeline";

const count = z.int().min(0);
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const statisticsSchema = z.strictObject({
  frames: count,
  classes: z.record(z.enum(ACTOR_TYPES), z.strictObject({ tracks: count, annotations: count, visible: count })),
  visibility: z.array(count),
  sizes: z.array(count),
  weather: z.array(z.strictObject({ condition: z.enum(CONDITIONS), severity: count, frames: count })),
});

const metadataSchema = z.strictObject({
  // The specification's names and meanings; paths from the suite's folder.
  video_name: z.string(),
  /** Null if the suite was made without videos. */
  file_path: z.string().nullable(),
  ground_truth_path: z.string(),
  duration: z.number(),
  scenario: z.string(),
  weather: z.string(),
  description: z.string(),
  object_count: count,
  annotation_count: count,
  // Ours.
  entry: z.string(),
  variation: z.record(z.string(), z.union([z.number(), z.string()])),
  bundle_path: z.string(),
  frames: count,
  fps: z.number(),
  width: count,
  height: count,
  seed: count,
  style: z.string(),
  size_bytes: count,
  /** SHA-256 of the scenario, the settings and the build that made the video: determines whether it is up to date. */
  key: digest,
  /** SHA-256 of the bundle's manifest, which contains those of all its other files. */
  manifest_sha256: digest,
  /** A small picture in the bundle. */
  thumbnail: z.string().nullable(),
  statistics: statisticsSchema,
});

/** `data/NAME_metadata.json`. It is written last: a video that has it is complete. */
export type VideoMetadata = z.infer<typeof metadataSchema>;

const manifestSchema = z.looseObject({ files: z.array(z.looseObject({ path: z.string(), size: count, sha256: digest })) });

/** The files that a bundle's `manifest.json` lists; null if it cannot be read or leads out of the bundle. */
export function filesInManifest(text: string): readonly { path: string; size: number; sha256: string }[] | null {
  const files = parsed(manifestSchema, text)?.files;
  return files?.every(({ path }) => isPlainPath(path)) === true ? files : null;
}

/** Where a video's files are in the suite's folder. */
export const videoPaths = (name: string) => ({
  video: `videos/${name}.mp4`,
  groundTruth: `ground_truth/${name}_gt.json`,
  metadata: `data/${name}_metadata.json`,
  bundle: `bundles/${name}`,
});

/** Names in a bundle of the files that are also elsewhere in the suite. */
export const BUNDLE_VIDEO = "video.mp4";
export const BUNDLE_GROUND_TRUTH = "ground_truth.json";
export const BUNDLE_MANIFEST = "manifest.json";
export const BUNDLE_THUMBNAIL = "thumbnail.jpg";

export type VideoFacts = {
  readonly key: string;
  /** Text of the bundle's `manifest.json`. */
  readonly manifest: string;
  readonly statistics: TruthStatistics;
};

/**
 * The metadata of a video; the same video gives the same bytes, wherever and whenever it was made.
 * @throws SuiteError if the bundle's manifest cannot be read
 */
export async function videoMetadata(video: SuiteVideo, facts: VideoFacts): Promise<VideoMetadata> {
  const { name, entry, description, scenario, variation } = video;
  const files = filesInManifest(facts.manifest);
  if (!files) throw new SuiteError(`the bundle of ${name} has no readable manifest; render it again`);
  const paths = videoPaths(name);
  const { width, height, fps, durationFrames } = scenario.video;
  const { classes } = facts.statistics;
  const film = files.find(({ path }) => path === BUNDLE_VIDEO);
  return {
    video_name: name,
    file_path: film ? paths.video : null,
    ground_truth_path: paths.groundTruth,
    duration: secondsOf(durationFrames, fps),
    scenario: scenario.scene.kind,
    weather: mainCondition(scenario),
    description,
    object_count: annotatedActors(scenario).length,
    annotation_count: ACTOR_TYPES.reduce((sum, type) => sum + classes[type].annotations, 0),
    entry,
    variation,
    bundle_path: paths.bundle,
    frames: durationFrames,
    fps: framesPerSecond(fps),
    width,
    height,
    seed: scenario.seed,
    style: scenario.style,
    size_bytes: film?.size ?? 0,
    key: facts.key,
    manifest_sha256: await sha256Of(facts.manifest),
    thumbnail: files.some(({ path }) => path === BUNDLE_THUMBNAIL) ? `${paths.bundle}/${BUNDLE_THUMBNAIL}` : null,
    statistics: facts.statistics,
  };
}

/** Reads the metadata of a video; null if it has another structure or names other places: its video is made again. */
export function readMetadata(text: string, name: string): VideoMetadata | null {
  const metadata = parsed(metadataSchema, text);
  if (!metadata) return null;
  const { video, groundTruth, bundle } = videoPaths(name);
  const { video_name, file_path, ground_truth_path, bundle_path, thumbnail } = metadata;
  const isItsOwn =
    video_name === name && (file_path === null || file_path === video) && ground_truth_path === groundTruth && bundle_path === bundle;
  return isItsOwn && (thumbnail === null || thumbnail === `${bundle}/${BUNDLE_THUMBNAIL}`) ? metadata : null;
}

function parsed<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | null {
  try {
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Reads a file that a suite wrote. @throws SuiteError naming the file */
export function readJson<Schema extends z.ZodType>(schema: Schema, text: string, path: string): z.output<Schema> {
  try {
    const result = schema.safeParse(JSON.parse(text));
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    throw new SuiteError(`${path}: ${issue ? `${issue.path.join(".")}: ${issue.message}` : "unknown content"}; render the suite again`);
  } catch (error) {
    if (error instanceof SyntaxError) throw new SuiteError(`${path} is damaged: ${notJson(text)}; render the suite again`);
    throw error;
  }
}
