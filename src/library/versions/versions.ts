import { jsonText } from "@/core/text";
import { contentOf, textOf } from "./content";
import { VersionError, reasonOf } from "./errors";
import type { Clock, Content, TreeEntry, VersionStorage, WorkingTree } from "./ports";
import {
  CURRENT_KEY,
  JOURNAL_KEY,
  SET_ASIDE_KEY,
  decodeJournal,
  decodeTree,
  decodeVersion,
  encodeTree,
  encodeVersion,
  versionId,
  versionKey,
  versionPrefix,
  type Journal,
  type VersionRecord,
} from "./records";

export type NewVersion = { readonly name: string; readonly description?: string; readonly pinned?: boolean };

/** A version as listed; `damage` if its record cannot be read. */
export type ListedVersions = {
  /** Newest first. */
  readonly versions: readonly VersionRecord[];
  readonly damaged: readonly { readonly key: string; readonly reason: string }[];
  /** Id of the version that was created or restored last; the current state may have changed since. */
  readonly current: string | null;
};

export type Restored = {
  readonly version: VersionRecord;
  /** The backup of the previous state; null if that was already the version's state. */
  readonly backup: VersionRecord | null;
  /** Files written and removed. */
  readonly written: number;
  readonly removed: number;
};

/** Contents stored in parallel: each waits for the disk most of the time. */
const PUTS_AT_ONCE = 16;

/**
 * Versions of one working tree. Operations that change the tree or the versions first complete an interrupted restore; reading does not.
 */
export class Versions {
  constructor(
    readonly storage: VersionStorage,
    readonly tree: WorkingTree,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a snapshot of the current state. Only contents that are not stored, or no longer intact, are stored.
   * @throws VersionError for a name in use
   */
  async create({ name, description = "", pinned = false }: NewVersion): Promise<VersionRecord> {
    await this.recover();
    const wanted = name.trim();
    if (wanted === "") throw new VersionError("a version needs a name, such as 1.2.0");
    const { versions } = await this.list();
    if (versions.some((version) => version.name === wanted))
      throw new VersionError(`a version "${wanted}" already exists; choose another name`);
    const record = await this.snapshot({ name: wanted, description, pinned, kind: "version" });
    await this.storage.records.write(CURRENT_KEY, record.id);
    return record;
  }

  async list(): Promise<ListedVersions> {
    const { records } = this.storage;
    const versions: VersionRecord[] = [];
    const damaged: { key: string; reason: string }[] = [];
    for (const key of await records.keys(versionPrefix)) {
      const text = await records.read(key);
      if (text === null) continue;
      try {
        versions.push(decodeVersion(text, key));
      } catch (error) {
        damaged.push({ key, reason: reasonOf(error) });
      }
    }
    versions.sort((a, b) => (a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1));
    return { versions, damaged, current: await records.read(CURRENT_KEY) };
  }

  /** Finds a version by name, id or the beginning of an id. @throws VersionError if none or several match */
  async find(reference: string): Promise<VersionRecord> {
    const { versions, damaged } = await this.list();
    const exact = versions.find((version) => version.name === reference || version.id === reference);
    if (exact) return exact;
    const found = reference.length >= 4 ? versions.filter((version) => version.id.startsWith(reference)) : [];
    const [only, second] = found;
    if (only && !second) return only;
    if (only) throw new VersionError(`"${reference}" matches ${found.length} versions; use more digits of the id, or the name`);
    const broken = damaged.find(({ key }) => key.startsWith(versionKey(reference)));
    if (broken) throw new VersionError(broken.reason);
    throw new VersionError(`there is no version "${reference}"; list the versions to see their names`);
  }

  /** The files of a version. @throws VersionError if its list is missing or damaged */
  async entries({ tree, name }: Pick<VersionRecord, "tree" | "name">): Promise<TreeEntry[]> {
    const content = await this.storage.objects.get(tree);
    if (!content) throw new VersionError(`version "${name}": its file list ${tree} is missing; run verify to see what else is`);
    const text = await textOf(content);
    const found = await this.storage.digest(contentOf(text));
    if (found !== tree) throw new VersionError(`version "${name}": its file list ${tree} is damaged (its checksum is ${found})`);
    return decodeTree(text, tree);
  }

  /** The content of a file of a version. @throws VersionError if it is missing */
  async open({ sha256, path }: TreeEntry): Promise<Content> {
    const content = await this.storage.objects.get(sha256);
    if (!content) throw new VersionError(`the content of ${path} (${sha256}) is missing; run verify to see what else is`);
    return content;
  }

  async setPinned(reference: string, pinned: boolean): Promise<VersionRecord> {
    const record = { ...(await this.find(reference)), pinned };
    await this.storage.records.write(versionKey(record.id), encodeVersion(record));
    return record;
  }

  /**
   * Restores a version, after a backup of the current state if that differs. Nothing changes if the version is damaged; a restore that
   * fails puts the old state back, and an interrupted one is completed by the next operation.
   * @throws VersionError
   */
  async restore(reference: string): Promise<Restored> {
    await this.recover();
    const version = await this.find(reference);
    const target = await this.entries(version);
    const before = await this.tree.soundEntries();
    const present = new Map(before.map((entry) => [entry.path, entry.sha256]));
    const changed = target.filter((entry) => present.get(entry.path) !== entry.sha256);
    const kept = new Set(target.map(({ path }) => path));
    const removed = before.filter(({ path }) => !kept.has(path)).length;
    if (changed.length + removed === 0) {
      await this.storage.records.write(CURRENT_KEY, version.id);
      return { version, backup: null, written: 0, removed };
    }
    await this.assertSound(version, changed);

    const backup = await this.snapshotBackup(`The state before version "${version.name}" was restored`);
    const journal: Journal = { restore: version.id, backup: backup.id };
    await this.storage.records.write(JOURNAL_KEY, jsonText(journal));
    try {
      await this.tree.replace(target, (entry) => this.open(entry));
    } catch (error) {
      await this.rollBack(backup.id, error);
    }
    await this.storage.records.write(CURRENT_KEY, version.id);
    await this.storage.records.delete(JOURNAL_KEY);
    return { version, backup, written: changed.length, removed };
  }

  /** Saves the current state before something else replaces part of it. */
  async backUp(description: string): Promise<VersionRecord> {
    await this.recover();
    return this.snapshotBackup(description);
  }

  private snapshotBackup(description: string): Promise<VersionRecord> {
    return this.snapshot({ name: `backup ${this.clock().toISOString()}`, description, pinned: false, kind: "backup" });
  }

  /**
   * Completes an interrupted restore; true if there was one. @throws VersionError if its version is unavailable: then the old state is
   * put back or, if that is damaged too, the journal is set aside, so that the next operation can continue
   */
  async recover(): Promise<boolean> {
    const { records } = this.storage;
    const text = await records.read(JOURNAL_KEY);
    if (text === null) return false;
    const { restore, backup } = await this.readJournal(text);
    let version: VersionRecord;
    try {
      version = await this.find(restore);
      await this.tree.replace(await this.entries(version), (entry) => this.open(entry));
    } catch (error) {
      return this.rollBack(backup, error);
    }
    await records.write(CURRENT_KEY, version.id);
    await records.delete(JOURNAL_KEY);
    return true;
  }

  private async readJournal(text: string): Promise<Journal> {
    try {
      return decodeJournal(text);
    } catch (error) {
      return this.setJournalAside(reasonOf(error));
    }
  }

  /** Allows operations to continue after a restore that cannot be completed. */
  private async setJournalAside(reason: string): Promise<never> {
    const { records } = this.storage;
    await records.write(SET_ASIDE_KEY, (await records.read(JOURNAL_KEY)) ?? "");
    await records.delete(JOURNAL_KEY);
    const backup = (await this.list()).versions.find(({ kind }) => kind === "backup");
    throw new VersionError(
      `an interrupted restore cannot be completed: ${reason}. Some files may be from one version and some from another. ` +
        `Its journal is set aside as ${SET_ASIDE_KEY}; restore a version that verify finds undamaged` +
        (backup ? `; the newest backup is "${backup.name}"` : ""),
    );
  }

  /** `backup`: its id. */
  private async rollBack(backup: string, cause: unknown): Promise<never> {
    try {
      await this.tree.replace(await this.entries(await this.find(backup)), (entry) => this.open(entry));
    } catch (error) {
      const both = `the restore failed (${reasonOf(cause)}) and the previous state could not be restored (${reasonOf(error)})`;
      // Damage does not go away by trying again.
      if (error instanceof VersionError) await this.setJournalAside(both);
      throw new VersionError(
        `${both}. It is kept as the backup ${backup}: free some space, and the next command that changes anything will finish the restore`,
        {
          cause,
        },
      );
    }
    await this.storage.records.delete(JOURNAL_KEY);
    throw new VersionError(`the restore failed: ${reasonOf(cause)}. The previous state is back, unchanged`, { cause });
  }

  private async assertSound(version: VersionRecord, entries: readonly TreeEntry[]): Promise<void> {
    for (const { path, sha256 } of entries) {
      const content = await this.storage.objects.get(sha256);
      const found = content && (await this.storage.digest(content));
      if (found !== sha256)
        throw new VersionError(
          `version "${version.name}" cannot be restored: the content of ${path} is ${found ? "damaged" : "missing"} ` +
            `(${sha256}). Nothing was changed; run verify to list all damage`,
        );
    }
  }

  private async snapshot(parts: Pick<VersionRecord, "name" | "description" | "pinned" | "kind">): Promise<VersionRecord> {
    const { objects, records, digest } = this.storage;
    const entries = await this.tree.entries();
    const paths = new Map(entries.map(({ path, sha256 }) => [sha256, path]));
    // A stored content may have been damaged since: the tree still has it.
    const lacking = new Set(await objects.lacking([...paths.keys()]));
    const missing = [...paths].filter(([sha256]) => lacking.has(sha256));
    for (let from = 0; from < missing.length; from += PUTS_AT_ONCE)
      await Promise.all(
        missing.slice(from, from + PUTS_AT_ONCE).map(async ([sha256, path]) => objects.put(sha256, await this.tree.read(path))),
      );
    const list = encodeTree(entries);
    const tree = await digest(contentOf(list));
    if ((await objects.lacking([tree])).length > 0) await objects.put(tree, contentOf(list));
    const bytes = entries.reduce((sum, { size }) => sum + size, 0);
    const record = { ...parts, createdAt: this.clock().toISOString(), tree, files: entries.length, bytes };
    const version: VersionRecord = { id: await versionId(record), ...record };
    await records.write(versionKey(version.id), encodeVersion(version));
    return version;
  }
}
