import { z } from "zod";
import type { VideoMetadata } from "./metadata";
import type { Shard } from "./shards";
import { nameSchema } from "./spec/schema";
import { addUp, type TruthStatistics } from "./statistics";

/** `data/<size>_dataset/fixture_metadata.json`, as far as the suite reads it. */
export const datasetSchema = z.looseObject({
  name: z.string(),
  description: z.string(),
  directory: z.string(),
  statistics: z.looseObject({}),
});
export type DatasetMetadata = z.infer<typeof datasetSchema> & {
  /** SHA-256 of each of its files, by the path relative to its folder. */
  readonly sha256: Readonly<Record<string, string>>;
};

/** A dataset as the summary names it. */
export function describeDataset(fixture: z.infer<typeof datasetSchema>, sha256: DatasetMetadata["sha256"]): DatasetMetadata {
  return { ...fixture, sha256: Object.fromEntries(Object.entries(sha256).sort(([a], [b]) => (a < b ? -1 : 1))) };
}

const shardSchema = z.strictObject({
  index: z.int().min(1),
  count: z.int().min(1),
  /** Digest of the whole suite: only shards of one suite belong together. */
  suite: z.string(),
});

/** What `merge` reads of a shard's summary. */
export const shardSummarySchema = z.looseObject({
  generation_timestamp: z.string(),
  /** Names of this shard's videos; its folder may contain more from other runs. */
  videos: z.array(z.looseObject({ video_name: nameSchema, size_mb: z.number() })),
  /** This shard's datasets. */
  datasets: z.array(z.looseObject({ directory: z.string(), sha256: z.record(z.string(), z.string()) })),
  // They become paths.
  suite: z.strictObject({
    name: z.string(),
    description: z.string(),
    videos: z.array(nameSchema),
    datasets: z.array(z.string().regex(/^data\/(small|medium|large)_dataset$/, "must be the folder of a dataset")),
  }),
  shard: shardSchema.optional(),
});

export type SuiteSummary = {
  /** ISO 8601, passed by the caller and not from a clock: the same suite must give the same bytes. */
  generation_timestamp: string;
  /** The folder of this file. */
  output_directory: ".";
  videos: (VideoMetadata & { size_mb: number })[];
  datasets: DatasetMetadata[];
  /** Of the videos. */
  total_size_mb: number;
  /** The whole suite: names of all its videos and datasets, here or in other shards. */
  suite: { name: string; description: string; videos: readonly string[]; datasets: readonly string[] };
  totals: TruthStatistics & { videos: number; seconds: number };
  shard?: Shard & { suite: string };
};

export type SummaryParts = {
  readonly suite: SuiteSummary["suite"];
  /** In the suite's order. */
  readonly videos: readonly VideoMetadata[];
  readonly datasets: readonly DatasetMetadata[];
  readonly timestamp: string;
  readonly shard?: Shard & { readonly suite: string };
};

const BYTES_PER_MB = 1024 * 1024;

/** `test_data_summary.json` (specification: `generate_summary_report`), and what a report needs in addition. */
export function summarise({ suite, videos, datasets, timestamp, shard }: SummaryParts): SuiteSummary {
  const bytes = videos.reduce((sum, { size_bytes }) => sum + size_bytes, 0);
  return {
    generation_timestamp: timestamp,
    output_directory: ".",
    videos: videos.map((video) => ({ ...video, size_mb: toMegabytes(video.size_bytes) })),
    datasets: [...datasets],
    total_size_mb: toMegabytes(bytes),
    suite,
    totals: {
      videos: videos.length,
      seconds: videos.reduce((sum, { duration }) => sum + duration, 0),
      ...addUp(videos.map(({ statistics }) => statistics)),
    },
    ...(shard ? { shard: { index: shard.index, count: shard.count, suite: shard.suite } } : {}),
  };
}

const toMegabytes = (bytes: number): number => Math.round((bytes / BYTES_PER_MB) * 100) / 100;
