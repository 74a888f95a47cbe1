import { readFile, readdir, realpath, stat } from "node:fs/promises";
import { basename, join, parse, resolve } from "node:path";
import { readJson, shardSummarySchema, videoPaths } from "@/suite";
import { UsageError, codeOf } from "../errors";
import { STANDARD_INPUT } from "../files/input";
import { isSuiteFolder } from "../suite/lintSuite";
import { SUMMARY_FILE } from "../suite/summary";

/** A bundle and the detector's output for its video. */
export type Pair = { readonly name: string; readonly bundle: string; readonly detections: string };

export type Pairs = {
  /** At least one. */
  readonly pairs: readonly Pair[];
  /** Whether a total is expected: for a suite, even one of a single video. */
  readonly several: boolean;
  /** Files in a suite's folder of detections that belong to none of its videos. */
  readonly unused: readonly string[];
};

/**
 * Reads the arguments of `evaluate`: pairs of a bundle and a file, or of a suite and a folder that has a file for each of its videos.
 * @throws UsageError if an argument has no partner, a file is missing or ambiguous, or a video would count twice
 */
export async function pairsOf(words: readonly string[]): Promise<Pairs> {
  const pairs: Pair[] = [];
  const unused: string[] = [];
  let anySuite = false;
  for (let place = 0; place < words.length; place += 2) {
    const [bundle = "", detections] = words.slice(place, place + 2);
    if (detections === undefined)
      throw new UsageError(`${bundle} has no detections; after each bundle, name the file with the detector's output for its video`);
    if (await isSuiteFolder(bundle)) {
      anySuite = true;
      const found = await pairsOfSuite(bundle, detections);
      pairs.push(...found.pairs);
      unused.push(...found.unused);
    } else pairs.push({ name: basename(resolve(bundle)), bundle, detections });
  }
  await assertOnce(pairs);
  return { pairs: withOwnNames(pairs), several: anySuite || pairs.length > 1, unused };
}

async function pairsOfSuite(suite: string, folder: string): Promise<{ pairs: Pair[]; unused: string[] }> {
  const summary = join(suite, SUMMARY_FILE);
  const { videos } = readJson(shardSummarySchema, await readFile(summary, "utf8"), summary);
  const names = videos.map(({ video_name: name }) => name);
  const [example] = names;
  if (example === undefined) throw new UsageError(`${suite} is a suite without videos; there is nothing to evaluate`);
  const files = await filesIn(folder, suite, example);
  const filesOf = new Map<string, string[]>(names.map((name) => [name, []]));
  const unused = files.filter((file) => {
    const known = filesOf.get(parse(file).name);
    known?.push(file);
    return !known;
  });
  const missing = names.filter((name) => filesOf.get(name)?.length === 0);
  if (missing.length > 0)
    throw new UsageError(
      `${folder} has no detections for ${missing.join(", ")}; add a file for each, such as ${missing[0]}.json, even if it is empty`,
    );
  const pairs = names.map((name) => {
    const [file = "", second] = filesOf.get(name) ?? [];
    if (second !== undefined) throw new UsageError(`${folder} has two files for ${name}, ${file} and ${second}; keep one of them there`);
    return { name, bundle: join(suite, videoPaths(name).bundle), detections: join(folder, file) };
  });
  return { pairs, unused: unused.map((file) => join(folder, file)) };
}

/** Names of the files in a folder, in alphabetical order, without hidden ones. */
async function filesIn(folder: string, suite: string, example: string): Promise<string[]> {
  const advice = `${suite} is a suite: name a folder with a file of detections for each of its videos, such as ${example}.json`;
  if (folder === STANDARD_INPUT) throw new UsageError(advice);
  try {
    if (!(await stat(folder)).isDirectory()) throw new UsageError(`${folder} is a file, and ${advice}`);
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() || entry.name.startsWith(".") ? [] : [entry.name])).sort();
  } catch (error) {
    if (codeOf(error) === "ENOENT") throw new UsageError(`there is no folder ${folder}; ${advice}`);
    throw error;
  }
}

async function assertOnce(pairs: readonly Pair[]): Promise<void> {
  const inputs = pairs.filter(({ detections }) => detections === STANDARD_INPUT);
  if (inputs.length > 1) throw new UsageError("standard input can contain the detections of one video only; name files for the others");
  const seen = new Set<string>();
  for (const { bundle } of pairs) {
    const place = await realpath(bundle).catch(() => resolve(bundle));
    if (seen.has(place)) throw new UsageError(`${bundle} is named twice and would count twice; evaluate each detector separately`);
    seen.add(place);
  }
}

/** Pairs whose folders have the same name are named by their paths. */
function withOwnNames(pairs: readonly Pair[]): Pair[] {
  const count = new Map<string, number>();
  for (const { name } of pairs) count.set(name, (count.get(name) ?? 0) + 1);
  return pairs.map((pair) => (count.get(pair.name) === 1 ? pair : { ...pair, name: pair.bundle }));
}
