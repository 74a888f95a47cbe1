import { DEFAULT_START_TIME, isoTime } from "@/core/detection";
import { DATASET_SIZES, datasetFiles } from "@/datasets";
import type { ExportResult } from "@/export/types";
import { BUNDLE_GROUND_TRUTH, BUNDLE_MANIFEST, BUNDLE_VIDEO, fileText, readJson, videoMetadata, videoPaths, type VideoMetadata } from "./metadata";
import { suiteReport } from "./report/report";
import type { SuiteVideo } from "./spec/expand";
import type { SuiteSpec } from "./spec/schema";
import { countTruth } from "./statistics";
import { datasetSchema, summarise, type DatasetMetadata, type SuiteSummary } from "./summary";

export type RenderedVideo = { readonly video: SuiteVideo; readonly key: string; readonly result: ExportResult };

/** A file of a suite's output; `input` is its content. */
export type OutputFile = { readonly path: string; readonly input: Blob | string };

/** All that a rendered suite consists of, in the layout that the command line writes. */
export async function* suiteOutput(spec: SuiteSpec, rendered: readonly RenderedVideo[]): AsyncGenerator<OutputFile> {
  const videos: VideoMetadata[] = [];
  for (const { video, key, result } of rendered) {
    const metadata = await metadataOf({ video, key, result });
    const paths = videoPaths(video.name);
    for (const { path, blob } of result.files) {
      yield { path: `${paths.bundle}/${path}`, input: blob };
      if (path === BUNDLE_VIDEO) yield { path: paths.video, input: blob };
      if (path === BUNDLE_GROUND_TRUTH) yield { path: paths.groundTruth, input: blob };
    }
    yield { path: paths.metadata, input: fileText(metadata) };
    videos.push(metadata);
  }
  const datasets: DatasetMetadata[] = [];
  for (const name of spec.datasets) {
    const folder = `data/${DATASET_SIZES[name].name}`;
    for (const { path, chunks } of datasetFiles({ ...DATASET_SIZES[name], seed: spec.datasetSeed })) {
      const text = [...chunks()].join("");
      if (path === "fixture_metadata.json") datasets.push(readJson(datasetSchema, text, `${folder}/${path}`));
      yield { path: `${folder}/${path}`, input: text };
    }
  }
  const summary = summaryOf(spec, videos, datasets);
  yield { path: "test_data_summary.json", input: fileText(summary) };
  yield { path: "report.html", input: suiteReport(summary, { thumbnailOf: ({ thumbnail }) => thumbnail }) };
}

/** The report of what has been rendered so far, to be shown in the page; `filmOf` gives the address of a video. */
export async function reportOf(spec: SuiteSpec, rendered: readonly RenderedVideo[], filmOf: (name: string) => string): Promise<string> {
  const videos: VideoMetadata[] = [];
  for (const video of rendered) videos.push(await metadataOf(video));
  return suiteReport(summaryOf(spec, videos, []), { thumbnailOf: () => null, filmOf: ({ video_name }) => filmOf(video_name), still: true });
}

async function metadataOf({ video, key, result }: RenderedVideo): Promise<VideoMetadata> {
  const manifest = await result.files.find(({ path }) => path === BUNDLE_MANIFEST)?.blob.text();
  return videoMetadata(video, { key, manifest: manifest ?? "", statistics: await countTruth(video.scenario) });
}

function summaryOf({ name, description }: SuiteSpec, videos: readonly VideoMetadata[], datasets: readonly DatasetMetadata[]): SuiteSummary {
  const names = { videos: videos.map(({ video_name }) => video_name), datasets: datasets.map(({ directory }) => `data/${directory}`) };
  return summarise({ suite: { name, description, ...names }, videos, datasets, timestamp: isoTime(DEFAULT_START_TIME) });
}
