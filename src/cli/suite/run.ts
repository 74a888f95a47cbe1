import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DATASET_SIZES } from "@/datasets";
import {
  BUNDLE_MANIFEST,
  countTruth,
  itemsOfShard,
  videoKey,
  videoMetadata,
  type DatasetName,
  type Shard,
  type SuiteSpec,
  type SuiteVideo,
  type VideoMetadata,
} from "@/suite";
import { sha256Of } from "@/core/digest";
import { datasetFolder, isDatasetIntact, writeDataset } from "./datasets";
import { SuiteFolder } from "./folder";
import type { BundleRenderer } from "./renderer";
import { writeSummary } from "./summary";

export type SuiteJob = {
  readonly spec: SuiteSpec;
  readonly videos: readonly SuiteVideo[];
  readonly out: string;
  /** Names of videos, entries or datasets; null for all. */
  readonly only: ReadonlySet<string> | null;
  readonly shard: Shard | null;
  /** For the summary, ISO 8601. */
  readonly timestamp: string;
  /** Opened when the first video has to be rendered. */
  readonly openRenderer: () => Promise<BundleRenderer>;
  /** Identifies the renderer's app, without starting it. */
  readonly build: string;
  readonly say: (line: string) => void;
};

export type SuiteOutcome = {
  readonly rendered: readonly string[];
  readonly skipped: readonly string[];
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
  readonly datasets: readonly string[];
  readonly frames: number;
  /** What whoever uses the videos rendered should know, each note once, with the names of those it is about. */
  readonly notes: readonly { readonly note: string; readonly videos: readonly string[] }[];
};

/** A note names no more videos than this. */
const MOST_NAMED = 5;

/** The weight of a dataset among videos: the frames that could be rendered in the same time. */
const DATASET_COST: Record<DatasetName, number> = { small: 5, medium: 30, large: 300 };

/**
 * Renders what is missing or out of date, and writes summary and report. It may be killed at any moment and run again: finished videos
 * are kept, the interrupted one is made again. A video that fails does not stop the others.
 */
export async function runSuite(job: SuiteJob): Promise<SuiteOutcome> {
  const folder = new SuiteFolder(job.out);
  return folder.whileLocked(() => renderAll(job, folder));
}

async function renderAll(job: SuiteJob, folder: SuiteFolder): Promise<SuiteOutcome> {
  const { spec, only, shard, say } = job;
  const share = shareOf(job);
  const wanted = (names: readonly string[]) => only === null || names.some((name) => only.has(name));
  const videos = share.videos.filter(({ name, entry }) => wanted([name, entry]));
  const datasets = share.datasets.filter((name) => wanted([name, DATASET_SIZES[name].name]));
  const [rendered, skipped, failed] = [[] as string[], [] as string[], [] as { name: string; reason: string }[]];
  const notes = new Map<string, string[]>();
  let frames = 0;

  for (const [index, video] of videos.entries()) {
    const place = `[${index + 1}/${videos.length}] ${video.name}`;
    try {
      const key = await videoKey(video.scenario, spec.settings, job.build);
      if (await keepUnchanged(folder, video, key)) {
        skipped.push(video.name);
        say(`${place}: unchanged`);
        continue;
      }
      for (const note of await renderVideo(job, folder, video, key, place)) notes.set(note, [...(notes.get(note) ?? []), video.name]);
      rendered.push(video.name);
      frames += video.scenario.video.durationFrames;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failed.push({ name: video.name, reason });
      say(`${place}: failed: ${reason}`);
    }
  }
  for (const name of datasets) {
    await writeDataset(folder, name, spec.datasetSeed);
    say(`dataset ${name}: done`);
  }
  await writeSummary(folder, {
    spec,
    videos: await upToDate(job, folder, share.videos, new Set([...rendered, ...skipped])),
    datasets: (await soundDatasets(job, folder, share.datasets, new Set(datasets))).map(datasetFolder),
    names: { videos: job.videos.map(({ name }) => name), datasets: spec.datasets.map(datasetFolder) },
    timestamp: job.timestamp,
    shard: shard ? { ...shard, suite: await suiteDigest(job) } : null,
  });
  for (const [note, names] of notes) say(`note: ${names.length === rendered.length ? "" : `${fewNames(names)}: `}${note}`);
  return { rendered, skipped, failed, datasets, frames, notes: [...notes].map(([note, names]) => ({ note, videos: names })) };
}

/** The first names of many. */
function fewNames(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** The part of the suite that belongs to this run's shard. */
function shareOf({ spec, videos, shard }: SuiteJob): { videos: SuiteVideo[]; datasets: DatasetName[] } {
  if (!shard) return { videos: [...videos], datasets: [...spec.datasets] };
  const items = [
    ...videos.map((video) => ({ name: `video ${video.name}`, cost: video.scenario.video.durationFrames, video, dataset: null })),
    ...spec.datasets.map((dataset) => ({ name: `dataset ${dataset}`, cost: DATASET_COST[dataset], video: null, dataset })),
  ];
  const own = itemsOfShard(items, shard);
  return { videos: own.flatMap(({ video }) => video ?? []), datasets: own.flatMap(({ dataset }) => dataset ?? []) };
}

/** True if the video exists, with this key, and is intact. Purely descriptive data is updated. */
async function keepUnchanged(folder: SuiteFolder, video: SuiteVideo, key: string): Promise<boolean> {
  const known = await folder.metadata(video.name);
  if (known?.key !== key || (await folder.damageInBundle(known)) !== null) return false;
  const manifest = (await folder.read(`${known.bundle_path}/${BUNDLE_MANIFEST}`)) ?? "";
  await folder.complete(await videoMetadata(video, { key, manifest, statistics: known.statistics }));
  return true;
}

/** Gives the renderer's notes. */
async function renderVideo(job: SuiteJob, folder: SuiteFolder, video: SuiteVideo, key: string, place: string): Promise<readonly string[]> {
  const { scenario } = video;
  const scratch = join(await folder.scratch(), "bundle");
  const renderer = await job.openRenderer();
  let shown = -1;
  const { notes, statistics } = await renderer.renderBundle(scenario, job.spec.settings, scratch, ({ framesDone, frames }) => {
    const percent = Math.floor((10 * framesDone) / frames) * 10;
    if (percent > shown) job.say(`${place}: ${percent} %`);
    shown = Math.max(shown, percent);
  });
  const manifest = await readFile(join(scratch, BUNDLE_MANIFEST), "utf8");
  const metadata = await videoMetadata(video, { key, manifest, statistics: statistics ?? (await countTruth(scenario)) });
  await folder.install(scratch, metadata.bundle_path);
  await folder.complete(metadata);
  return notes;
}

/** The same for all shards of one suite, made by one build with the same settings. */
async function suiteDigest({ spec, videos, build, timestamp }: SuiteJob): Promise<string> {
  const digests: string[] = [];
  for (const { name, scenario } of videos) digests.push(await sha256Of(JSON.stringify([name, scenario])));
  return sha256Of(JSON.stringify([spec.settings, spec.datasets, spec.datasetSeed, build, timestamp, digests]));
}

/** Metadata of the videos that are complete, whichever run made them. `intact`: names of those just made or checked. */
async function upToDate(
  { spec, build }: SuiteJob,
  folder: SuiteFolder,
  videos: readonly SuiteVideo[],
  intact: ReadonlySet<string>,
): Promise<VideoMetadata[]> {
  const found: VideoMetadata[] = [];
  for (const { name, scenario } of videos) {
    const metadata = await folder.metadata(name);
    if (
      metadata?.key === (await videoKey(scenario, spec.settings, build)) &&
      (intact.has(name) || (await folder.damageInBundle(metadata)) === null)
    )
      found.push(metadata);
  }
  return found;
}

/** Datasets that are complete, whichever run made them. `made`: those of this run. */
async function soundDatasets(
  { spec }: SuiteJob,
  folder: SuiteFolder,
  names: readonly DatasetName[],
  made: ReadonlySet<DatasetName>,
): Promise<DatasetName[]> {
  const intact: DatasetName[] = [];
  for (const name of names) if (made.has(name) || (await isDatasetIntact(folder, name, spec.datasetSeed))) intact.push(name);
  return intact;
}
