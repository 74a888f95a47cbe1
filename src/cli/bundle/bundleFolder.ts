import { openAsBlob } from "node:fs";
import { readFile, readdir, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { z } from "zod";
import { ACTOR_TYPES, ScenarioError, parseScenario, type Scenario } from "@/core/document";
import { notJson } from "@/core/document/jsonPlaces";
import { CAMERAS_FOLDER, type GroundTruthIgnoreRegion, type GroundTruthRecord } from "@/core/truth";
import type { BundleReader } from "@/formats";
import { UsageError } from "../errors";
import { isMissing } from "../files/atomic";

/** A bundle in a folder. @throws UsageError if there is no such folder */
export async function openBundleFolder(folder: string): Promise<BundleReader> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new UsageError(`${folder} is a file; name the bundle's folder`);
  } catch (error) {
    if (isMissing(error)) throw new UsageError(`there is no folder ${folder}; name the folder that render wrote with --out`);
    throw error;
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length).replaceAll(sep, "/"))
    .sort();
  return { paths, open: (path) => openAsBlob(join(folder, path)) };
}

const manifestSchema = z.object({
  video: z.object({ scenario_frames: z.tuple([z.int().nonnegative(), z.int().positive()]).refine(([start, end]) => start < end) }),
});

const ignoreRegionsSchema = z.array(
  z.object({
    frames: z.tuple([z.int().nonnegative(), z.int().positive()]),
    object_type: z.enum(ACTOR_TYPES).nullable(),
    bounding_box: z.object({ x: z.number(), y: z.number(), width: z.number().positive(), height: z.number().positive() }),
  }),
);

type Recording = Pick<Scenario, "name" | "video" | "scene" | "style" | "road" | "weather" | "light">;

/**
 * What a bundle's video shows: its scenario's name, scene and style, the video's size and length, its weather and light. A video may be
 * part of the scenario: its frame 0, like that of its ground truth, is the first of that part.
 * @throws UsageError naming the file
 */
export async function readBundleRecording(folder: string): Promise<Recording> {
  const [{ name, video, scene, style, weather, light, road }, [start, end]] = await Promise.all([
    readBundleScenario(folder),
    readScenarioFrames(folder),
  ]);
  return {
    name,
    scene,
    style,
    road,
    video: { ...video, durationFrames: end - start },
    // Keyframes before the part keep their distance to it, at frames below 0.
    weather: weather.map((keyframe) => ({ ...keyframe, frame: keyframe.frame - start })),
    ...(light ? { light: light.map((keyframe) => ({ ...keyframe, frame: keyframe.frame - start })) } : {}),
  };
}

/** The frames of the scenario that a bundle's video shows, half-open. */
async function readScenarioFrames(folder: string): Promise<[start: number, end: number]> {
  const text = await readBundleText(folder, "manifest.json");
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    manifest = null;
  }
  const { data } = manifestSchema.safeParse(manifest);
  if (!data)
    throw new UsageError(
      `${join(folder, "manifest.json")} does not say which frames the video covers (video.scenario_frames: [start, end]); ` +
        "render the bundle again",
    );
  return data.video.scenario_frames;
}

/** The scenario a bundle was made from. */
async function readBundleScenario(folder: string): Promise<Scenario> {
  const file = join(folder, "scenario.json");
  try {
    return parseScenario(await readBundleText(folder, "scenario.json"));
  } catch (error) {
    if (error instanceof ScenarioError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

/** The contents of a bundle's `ground_truth.json`. */
export type BundleTruth = { readonly records: readonly GroundTruthRecord[]; readonly ignoreRegions: readonly GroundTruthIgnoreRegion[] };

/** A bundle's annotations and regions to ignore. @throws UsageError naming the file */
export async function readBundleTruth(folder: string): Promise<BundleTruth> {
  const text = await readBundleText(folder, "ground_truth.json");
  const broken = (why: string) =>
    new UsageError(`${join(folder, "ground_truth.json")}: ${why}; run jaywalk lint on the bundle, or render it again`);
  try {
    const truth = JSON.parse(text) as { annotations?: GroundTruthRecord[]; ignore_regions?: unknown } | null;
    if (!Array.isArray(truth?.annotations)) throw broken("the list `annotations` is missing");
    const regions = ignoreRegionsSchema.safeParse(truth.ignore_regions ?? []);
    if (!regions.success) throw broken("`ignore_regions` is not a list of {frames: [start, end], object_type, bounding_box}");
    return { records: truth.annotations, ignoreRegions: regions.data };
  } catch (error) {
    if (error instanceof SyntaxError) throw broken(notJson(text));
    throw error;
  }
}

/** The path of a bundle's file. @throws UsageError if it is missing */
export async function bundleFile(folder: string, path: string): Promise<string> {
  const file = join(folder, path);
  if (await stat(file).catch(() => null)) return file;
  throw await missing(folder, path);
}

async function missing(folder: string, path: string): Promise<UsageError> {
  const entries = await readdir(join(folder, CAMERAS_FOLDER), { withFileTypes: true }).catch(() => []);
  const cameras = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  const [first] = cameras;
  return new UsageError(
    first === undefined
      ? `${join(folder, path)} is missing; ${folder} is not a bundle, or is incomplete`
      : `${folder} has several cameras (${cameras.join(", ")}); name the folder of one, such as ${join(folder, CAMERAS_FOLDER, first)}`,
  );
}

/** A text file of a bundle. @throws UsageError if it is missing */
export async function readBundleText(folder: string, path: string): Promise<string> {
  try {
    return await readFile(join(folder, path), "utf8");
  } catch (error) {
    if (isMissing(error)) throw await missing(folder, path);
    throw error;
  }
}
