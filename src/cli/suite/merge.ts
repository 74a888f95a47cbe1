import { cp } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { SuiteError, readJson, shardSummarySchema, videoPaths, type VideoMetadata } from "@/suite";
import { makeFolder } from "../files/folders";
import { differingFile, digestsAt } from "./datasets";
import { SuiteFolder, digestFolder } from "./folder";
import { SUMMARY_FILE, writeSummary } from "./summary";

export type MergeOutcome = { readonly videos: number; readonly datasets: number };

type Part = { readonly folder: SuiteFolder; readonly summary: ReturnType<typeof readSummary> };

const readSummary = (text: string, path: string) => readJson(shardSummarySchema, text, path);

/**
 * Combines the outputs of a suite's shards: the same files and the same summary as from a run without shards. Every file's digest is
 * checked in the process. @throws SuiteError if shards are missing, damaged, or from different suites
 */
export async function mergeSuites(parts: readonly string[], out: string): Promise<MergeOutcome> {
  if (parts.some((part) => resolve(part) === resolve(out)))
    throw new SuiteError(`${out} is one of the shards; choose another folder for --out`);
  const read: Part[] = [];
  for (const part of parts) {
    const folder = new SuiteFolder(part);
    const text = await folder.read(SUMMARY_FILE);
    if (text === null) throw new SuiteError(`${part} has no ${SUMMARY_FILE}; name the --out folder of a suite shard`);
    read.push({ folder, summary: readSummary(text, join(part, SUMMARY_FILE)) });
  }
  const [first] = read;
  if (!first) throw new SuiteError("there is nothing to merge; name the folders of the shards");
  assertOneSuite(read);
  assertComplete(read);

  const target = new SuiteFolder(out);
  return target.whileLocked(async () => {
    const { suite, generation_timestamp } = first.summary;
    const videos: VideoMetadata[] = [];
    const missing: string[] = [];
    for (const name of suite.videos) {
      const metadata = await takeVideo(name, read, target);
      if (metadata) videos.push(metadata);
      else missing.push(name);
    }
    for (const path of suite.datasets) if (!(await takeDataset(path, read, target))) missing.push(path);
    if (missing.length > 0)
      throw new SuiteError(
        `of the suite's ${suite.videos.length} videos and ${suite.datasets.length} ` +
          "datasets these are not complete in any of the folders: " +
          `${missing.slice(0, 10).join(", ")}${missing.length > 10 ? ` and ${missing.length - 10} more` : ""}; ` +
          "render their shards again, then merge again",
      );
    const names = { videos: suite.videos, datasets: suite.datasets };
    await writeSummary(target, { spec: suite, videos, datasets: suite.datasets, names, timestamp: generation_timestamp, shard: null });
    return { videos: videos.length, datasets: suite.datasets.length };
  });
}

function assertOneSuite(parts: readonly Part[]): void {
  const [first, ...others] = parts;
  const identity = ({ suite, shard }: Part["summary"]) => JSON.stringify([suite, shard?.count, shard?.suite]);
  const stranger = others.find(({ summary }) => first && identity(summary) !== identity(first.summary));
  if (first && stranger)
    throw new SuiteError(
      `${first.folder.root} and ${stranger.folder.root} are not shards of one suite; ` +
        "render them from the same --spec, --matrix and --shard …/n",
    );
}

/** Checks that every shard is present once. @throws SuiteError naming the folders, or the shards that are missing */
function assertComplete(parts: readonly Part[]): void {
  const folders = new Map<number, string>();
  for (const { folder, summary } of parts) {
    if (!summary.shard) continue;
    const { index, count } = summary.shard;
    const other = folders.get(index);
    if (other !== undefined) throw new SuiteError(`${other} and ${folder.root} both hold shard ${index}/${count}; name it once`);
    folders.set(index, folder.root);
  }
  const count = parts[0]?.summary.shard?.count ?? 0;
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((index) => !folders.has(index));
  if (missing.length > 0)
    throw new SuiteError(
      `shard ${missing.map((index) => `${index}/${count}`).join(", ")} is missing from the folders; render it, or name its folder too`,
    );
}

/** Copies a video from the shard that has it; two shards may have it if they agree. */
async function takeVideo(name: string, parts: readonly Part[], target: SuiteFolder): Promise<VideoMetadata | null> {
  let taken: { metadata: VideoMetadata; from: string } | null = null;
  for (const { folder, summary } of parts) {
    // What another run left in the folder is not part of this suite.
    const listed = summary.videos.find(({ video_name }) => video_name === name);
    if (!listed) continue;
    const metadata = await folder.metadata(name);
    if (!metadata || JSON.stringify({ ...listed, ...metadata }) !== JSON.stringify(listed))
      throw new SuiteError(
        `${join(folder.root, videoPaths(name).metadata)} is missing or altered; copy the shard again, or render it again`,
      );
    if (taken) {
      if (JSON.stringify(taken.metadata) === JSON.stringify(metadata)) continue;
      throw new SuiteError(`${name} differs between ${taken.from} and ${folder.root}; they were rendered by different builds or settings`);
    }
    const damage = await folder.damageIn(metadata);
    if (damage !== null)
      throw new SuiteError(`${join(folder.root, damage)} is missing or altered; copy the shard again, or render it again`);
    const known = await target.metadata(name);
    if (known === null || JSON.stringify(known) !== JSON.stringify(metadata) || (await target.damageInBundle(known)) !== null)
      await copyFolder(join(folder.root, metadata.bundle_path), metadata.bundle_path, target);
    await target.complete(metadata);
    taken = { metadata, from: folder.root };
  }
  return taken?.metadata ?? null;
}

/** Copies a dataset from the shard that has it, every file as that shard's summary lists it; two may have it if they agree. */
async function takeDataset(path: string, parts: readonly Part[], target: SuiteFolder): Promise<boolean> {
  let taken: { sha256: Readonly<Record<string, string>>; from: string } | null = null;
  for (const { folder, summary } of parts) {
    const listed = summary.datasets.find(({ directory }) => `data/${directory}` === path);
    if (!listed) continue;
    const source = join(folder.root, path);
    if (taken) {
      if (differingFile(taken.sha256, listed.sha256) === null) continue;
      throw new SuiteError(`${path} differs between ${taken.from} and ${folder.root}; they were made by different builds or settings`);
    }
    const damage = differingFile(listed.sha256, await digestsAt(source));
    if (damage !== null) throw new SuiteError(`${join(source, damage)} is missing or altered; copy the shard again, or render it again`);
    if (differingFile(listed.sha256, await digestsAt(join(target.root, path))) !== null) await copyFolder(source, path, target);
    taken = { sha256: listed.sha256, from: folder.root };
  }
  return taken !== null;
}

async function copyFolder(from: string, path: string, target: SuiteFolder): Promise<void> {
  const scratch = join(await target.scratch(), "copy");
  await makeFolder(dirname(scratch));
  await cp(from, scratch, { recursive: true, errorOnExist: true, force: false });
  const [source, copy] = [await digestFolder(from), await digestFolder(scratch)];
  if (JSON.stringify(source) !== JSON.stringify(copy)) throw new SuiteError(`${from} changed while it was being copied; merge again`);
  await target.install(scratch, path);
}
