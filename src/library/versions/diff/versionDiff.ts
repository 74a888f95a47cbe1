import { MAX_SCENARIO_BYTES, ScenarioError, parseScenario, type Scenario } from "@/core/document";
import { textOf } from "../content";
import type { TreeEntry } from "../ports";
import { byPath, type VersionRecord } from "../records";
import type { Versions } from "../versions";
import { diffScenarios, type ScenarioDiff } from "./scenarioDiff";

export type FileRef = { readonly path: string; readonly size: number };

/** A file that is in both versions with different contents, or under another path. */
export type FileChange = {
  readonly path: string;
  readonly sizeBefore: number;
  readonly sizeAfter: number;
  /** Where it was before, if elsewhere. */
  readonly movedFrom?: string;
  /** For a scenario: what changed in it. */
  readonly scenario?: ScenarioDiff;
};

export type AddedFile = FileRef & {
  /** For a scenario: its name. */
  readonly scenarioName?: string;
};

export type VersionDiff = {
  readonly added: readonly AddedFile[];
  readonly removed: readonly AddedFile[];
  readonly changed: readonly FileChange[];
  readonly unchanged: number;
};

/** One side of a comparison. */
export type Side = { readonly entries: readonly TreeEntry[]; readonly read: (entry: TreeEntry) => Promise<string> };

export async function sideOfVersion(versions: Versions, version: VersionRecord): Promise<Side> {
  return { entries: await versions.entries(version), read: async (entry) => textOf(await versions.open(entry)) };
}

/** The current state, as if it were a version. */
export async function sideOfPresent({ tree }: Versions): Promise<Side> {
  return { entries: await tree.entries(), read: async ({ path }) => textOf(await tree.read(path)) };
}

/** Compares two versions: files, and within scenarios what changed and at which frames. */
export async function diffSides(before: Side, after: Side): Promise<VersionDiff> {
  const old = new Map(before.entries.map((entry) => [entry.path, entry]));
  const now = new Map(after.entries.map((entry) => [entry.path, entry]));
  const gone = before.entries.filter(({ path }) => !now.has(path));
  const fresh = after.entries.filter(({ path }) => !old.has(path));
  const changed: FileChange[] = [];
  let unchanged = 0;

  // A file that has disappeared in one place and exists in another with the same content was moved.
  const added: TreeEntry[] = [];
  for (const entry of fresh) {
    const index = gone.findIndex(({ sha256 }) => sha256 === entry.sha256);
    const [moved] = index < 0 ? [] : gone.splice(index, 1);
    if (moved) changed.push({ path: entry.path, movedFrom: moved.path, sizeBefore: moved.size, sizeAfter: entry.size });
    else added.push(entry);
  }
  for (const entry of after.entries) {
    const earlier = old.get(entry.path);
    if (!earlier) continue;
    if (earlier.sha256 === entry.sha256) {
      unchanged++;
      continue;
    }
    const [a, b] = [await scenarioIn(before, earlier), await scenarioIn(after, entry)];
    changed.push({
      path: entry.path,
      sizeBefore: earlier.size,
      sizeAfter: entry.size,
      ...(a && b ? { scenario: await diffScenarios(a, b) } : {}),
    });
  }
  return {
    added: await describeFiles(after, added),
    removed: await describeFiles(before, gone),
    changed: changed.sort(byPath),
    unchanged,
  };
}

/** One after another: thousands of files must not be open at once. */
async function describeFiles(side: Side, entries: readonly TreeEntry[]): Promise<AddedFile[]> {
  const described: AddedFile[] = [];
  for (const entry of entries) described.push(await describeFile(side, entry));
  return described;
}

async function describeFile(side: Side, entry: TreeEntry): Promise<AddedFile> {
  const scenario = await scenarioIn(side, entry);
  return { path: entry.path, size: entry.size, ...(scenario ? { scenarioName: scenario.name } : {}) };
}

/** The scenario in a file; null if it contains something else. */
async function scenarioIn(side: Side, entry: TreeEntry): Promise<Scenario | null> {
  if (!entry.path.endsWith(".json") || entry.size > MAX_SCENARIO_BYTES) return null;
  const text = await side.read(entry);
  if (!text.includes('"schemaVersion"')) return null;
  try {
    return parseScenario(text);
  } catch (error) {
    if (error instanceof ScenarioError) return null;
    throw error;
  }
}
