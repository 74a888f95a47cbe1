import { jsonText } from "@/core/text";
import { DEFAULT_START_TIME, isoTime } from "@/detection";
import type { WholeScenario } from "@/core/document";
import { DATASET_SIZES } from "@/datasets";
import { SUITE_SUMMARY } from "@/formats";
import {
  BUNDLE_GROUND_TRUTH,
  BUNDLE_MANIFEST,
  BUNDLE_THUMBNAIL,
  BUNDLE_VIDEO,
  readJson,
  videoMetadata,
  videoPaths,
  type VideoMetadata,
} from "./metadata";
import type { DatasetItem, QueueItem, VideoItem } from "./queue";
import { suiteReport } from "./report/report";
import type { SuiteSpec } from "./spec/schema";
import { countTruth, type TruthStatistics } from "./statistics";
import { datasetSchema, describeDataset, summarise, type DatasetMetadata, type SuiteSummary } from "./summary";

/** A file of a suite's output; `input` is its content. */
export type OutputFile = { readonly path: string; readonly input: Blob | string };

/** Everything of a suite that has been made, in the layout that the command line writes. */
export async function* suiteOutput(spec: SuiteSpec, items: readonly QueueItem[]): AsyncGenerator<OutputFile> {
  for (const item of items) {
    if (item.kind === "dataset") {
      for (const { path, blob } of item.files ?? []) yield { path: `${folderOf(item)}/${path}`, input: blob };
      continue;
    }
    if (!item.result) continue;
    const paths = videoPaths(item.name);
    for (const { path, blob } of item.result.files) {
      yield { path: `${paths.bundle}/${path}`, input: blob };
      if (path === BUNDLE_VIDEO) yield { path: paths.video, input: blob };
      if (path === BUNDLE_GROUND_TRUTH) yield { path: paths.groundTruth, input: blob };
    }
    yield { path: paths.metadata, input: jsonText(await metadataOf(item)) };
  }
  const summary = await summaryOf(spec, items);
  const pictures = await thumbnails(items);
  yield { path: SUITE_SUMMARY, input: jsonText(summary) };
  yield { path: "report.html", input: suiteReport(summary, { thumbnailOf: ({ video_name }) => pictures.get(video_name) ?? null }) };
}

/** The report of what has been made so far, to be shown in the page; `filmOf` returns the URL of a video. */
export async function reportOf(spec: SuiteSpec, items: readonly QueueItem[], filmOf: (name: string) => string): Promise<string> {
  const pictures = await thumbnails(items);
  return suiteReport(await summaryOf(spec, items), {
    thumbnailOf: ({ video_name }) => pictures.get(video_name) ?? null,
    filmOf: ({ video_name }) => filmOf(video_name),
    still: true,
  });
}

const folderOf = ({ dataset }: DatasetItem): string => `data/${DATASET_SIZES[dataset].name}`;

/** Counting the ground truth of a long video takes a while; for each result it is counted only once. */
const counted = new WeakMap<object, Promise<TruthStatistics>>();

async function statisticsOf(result: object, scenario: WholeScenario): Promise<TruthStatistics> {
  const known = counted.get(result) ?? countTruth(scenario);
  counted.set(result, known);
  try {
    return await known;
  } catch (error) {
    counted.delete(result);
    throw error;
  }
}

async function metadataOf({ name, result, video, digest }: VideoItem): Promise<VideoMetadata> {
  if (!result) throw new Error(`${name} has not been rendered`);
  const manifest = await result.files.find(({ path }) => path === BUNDLE_MANIFEST)?.blob.text();
  return videoMetadata(video, { key: digest, manifest: manifest ?? "", statistics: await statisticsOf(result, video.scenario) });
}

async function summaryOf({ name, description }: SuiteSpec, items: readonly QueueItem[]): Promise<SuiteSummary> {
  const videos: VideoMetadata[] = [];
  const datasets: DatasetMetadata[] = [];
  for (const item of items) {
    if (item.kind === "video") {
      if (item.result) videos.push(await metadataOf(item));
    } else if (item.files) datasets.push(await describeMade(item, item.files));
  }
  const names = {
    videos: items.flatMap((item) => (item.kind === "video" ? item.name : [])),
    datasets: items.flatMap((item) => (item.kind === "dataset" ? folderOf(item) : [])),
  };
  return summarise({ suite: { name, description, ...names }, videos, datasets, timestamp: isoTime(DEFAULT_START_TIME) });
}

async function describeMade(item: DatasetItem, files: NonNullable<DatasetItem["files"]>): Promise<DatasetMetadata> {
  const path = "fixture_metadata.json";
  const text = (await files.find((file) => file.path === path)?.blob.text()) ?? "";
  return describeDataset(
    readJson(datasetSchema, text, `${folderOf(item)}/${path}`),
    Object.fromEntries(files.map((file) => [file.path, file.sha256])),
  );
}

/** URLs that contain the pictures themselves, by the names of the videos. */
async function thumbnails(items: readonly QueueItem[]): Promise<Map<string, string>> {
  const pictures = new Map<string, string>();
  for (const item of items) {
    const picture = item.kind === "video" ? item.result?.files.find(({ path }) => path === BUNDLE_THUMBNAIL) : undefined;
    if (picture) pictures.set(item.name, `data:image/jpeg;base64,${base64(new Uint8Array(await picture.blob.arrayBuffer()))}`);
  }
  return pictures;
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
