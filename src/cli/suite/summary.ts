import { jsonText } from "@/core/text";
import { SUITE_SUMMARY } from "@/formats";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { suiteReport, summarise, type DatasetMetadata, type Shard, type SuiteSpec, type SuiteSummary, type VideoMetadata } from "@/suite";
import { isMissing } from "../files/atomic";
import { describeDatasetIn } from "./datasets";
import type { SuiteFolder } from "./folder";

export const SUMMARY_FILE = SUITE_SUMMARY;
export const REPORT_FILE = "report.html";

/** With more pictures than this, the report refers to their files instead of embedding them. */
const MOST_EMBEDDED = 500;

export type SummaryInput = {
  readonly spec: Pick<SuiteSpec, "name" | "description">;
  /** Those that are complete, in the suite's order. */
  readonly videos: readonly VideoMetadata[];
  /** Folders of the datasets that exist here. */
  readonly datasets: readonly string[];
  /** All of the suite, here or in other shards. */
  readonly names: { readonly videos: readonly string[]; readonly datasets: readonly string[] };
  readonly timestamp: string;
  /** `suite` identifies which shards belong together. */
  readonly shard: (Shard & { readonly suite: string }) | null;
};

/** Writes `test_data_summary.json` and `report.html`. */
export async function writeSummary(folder: SuiteFolder, input: SummaryInput): Promise<void> {
  const { spec, videos, names, timestamp, shard } = input;
  const datasets: DatasetMetadata[] = [];
  for (const path of input.datasets) {
    const dataset = await describeDatasetIn(folder, path);
    if (dataset) datasets.push(dataset);
  }
  const suite = { name: spec.name, description: spec.description, ...names };
  const summary = summarise({ suite, videos, datasets, timestamp, ...(shard ? { shard } : {}) });
  await folder.writeText(SUMMARY_FILE, jsonText(summary));
  await folder.writeText(REPORT_FILE, suiteReport(summary, { thumbnailOf: await thumbnails(folder, summary) }));
}

async function thumbnails(folder: SuiteFolder, { videos }: SuiteSummary): Promise<(video: VideoMetadata) => string | null> {
  if (videos.length > MOST_EMBEDDED) return ({ thumbnail }) => thumbnail;
  const embedded = new Map<string, string>();
  for (const { thumbnail } of videos) {
    if (thumbnail === null) continue;
    try {
      embedded.set(thumbnail, `data:image/jpeg;base64,${await readFile(join(folder.root, thumbnail), "base64")}`);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  return ({ thumbnail }) => embedded.get(thumbnail ?? "") ?? null;
}
