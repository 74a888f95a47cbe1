import { contentOf, textOf } from "./content";
import { reasonOf } from "./errors";
import type { TreeEntry } from "./ports";
import { JOURNAL_KEY, decodeJournal, decodeTree, type VersionRecord } from "./records";
import type { Versions } from "./versions";

export type Damage = {
  /**
   * `record`: a version's own record; `list`: a version's list of files; `content`: a file of one or more versions; `journal`: of a
   * restore that was interrupted.
   */
  readonly kind: "record" | "list" | "content" | "journal";
  /** Digest of the object, or key of the record. */
  readonly object: string;
  readonly reason: string;
  /** Names of the versions that cannot be restored completely. */
  readonly versions: readonly string[];
  /** Files that are affected in them. */
  readonly paths: readonly string[];
};

export type Verification = {
  readonly versions: number;
  readonly objects: number;
  readonly damages: readonly Damage[];
  /** Objects that no version needs: left by an interrupted operation; a clean-up removes them. */
  readonly unreferenced: readonly string[];
};

type Use = { versions: Set<string>; paths: Set<string> };

/** Checks the digest of every object that a version (or any) needs, and says exactly what is damaged. */
export async function verifyVersions(versions: Versions, only?: VersionRecord): Promise<Verification> {
  const { objects, digest } = versions.storage;
  const listed = await versions.list();
  const checked = only ? [only] : listed.versions;
  const damages: Damage[] = only
    ? []
    : listed.damaged.map(({ key, reason }) => ({ kind: "record", object: key, reason, versions: [], paths: [] }));

  if (!only) damages.push(...(await journalDamages(versions)));

  const trees = new Map<string, Use>();
  for (const { tree, name } of checked) use(trees, tree).versions.add(name);
  const contents = new Map<string, Use>();
  for (const [tree, { versions: names }] of trees) {
    const entries = await readList(versions, tree);
    if (typeof entries === "string") damages.push({ kind: "list", object: tree, reason: entries, versions: [...names], paths: [] });
    else
      for (const { sha256, path } of entries) {
        const content = use(contents, sha256);
        content.paths.add(path);
        names.forEach((name) => content.versions.add(name));
      }
  }
  for (const [sha256, { versions: names, paths }] of contents) {
    const content = await objects.get(sha256);
    const found = content === null ? null : await digest(content);
    if (found !== sha256)
      damages.push({
        kind: "content",
        object: sha256,
        reason: found === null ? "missing" : `altered: its checksum is now ${found}`,
        versions: [...names],
        paths: [...paths],
      });
  }
  const needed = new Set([...trees.keys(), ...contents.keys()]);
  // If a record or a list cannot be read, it is unknown what it needs.
  const complete = !only && damages.every(({ kind }) => kind === "content" || kind === "journal");
  const unreferenced = complete ? (await objects.list()).filter((sha256) => !needed.has(sha256)).sort() : [];
  return { versions: checked.length, objects: needed.size, damages, unreferenced };
}

async function journalDamages(versions: Versions): Promise<Damage[]> {
  const text = await versions.storage.records.read(JOURNAL_KEY);
  if (text === null) return [];
  try {
    const { restore, backup } = decodeJournal(text);
    for (const id of [restore, backup]) await versions.find(id);
    return [];
  } catch (error) {
    return [{ kind: "journal", object: JOURNAL_KEY, reason: reasonOf(error), versions: [], paths: [] }];
  }
}

function use(uses: Map<string, Use>, sha256: string): Use {
  const known = uses.get(sha256) ?? { versions: new Set<string>(), paths: new Set<string>() };
  uses.set(sha256, known);
  return known;
}

/** The list, or what is wrong with it. */
async function readList({ storage }: Versions, tree: string): Promise<TreeEntry[] | string> {
  const content = await storage.objects.get(tree);
  if (!content) return "missing";
  const text = await textOf(content);
  const found = await storage.digest(contentOf(text));
  if (found !== tree) return `altered: its checksum is now ${found}`;
  try {
    return decodeTree(text, tree);
  } catch (error) {
    return reasonOf(error);
  }
}
