import { VersionError } from "./errors";
import { CURRENT_KEY, versionKey, type VersionRecord } from "./records";
import type { Versions } from "./versions";

/** Versions kept by default (specification). */
export const DEFAULT_KEEP = 5;

/** The number that was typed; the default if the field is empty or contains no integer. */
export function keepOf(typed: string | number): number {
  const keep = typed === "" ? Number.NaN : Number(typed);
  return Number.isInteger(keep) && keep >= 0 ? keep : DEFAULT_KEEP;
}

/** Backups of restores are kept this long: time to notice that the restore was a mistake. */
const BACKUP_DAYS = 7;
const DAY_MS = 86_400_000;

export type Cleanup = {
  readonly kept: readonly VersionRecord[];
  readonly removed: readonly VersionRecord[];
  /** Contents that no version needs any more. */
  readonly objectsRemoved: number;
};

/**
 * Removes all but the newest `keep` versions. Pinned versions and backups less than a week old are kept in addition. An interrupted
 * clean-up is completed by the next one. @throws VersionError if damage hides what is still needed
 */
export async function cleanupVersions(versions: Versions, keep: number, now: Date): Promise<Cleanup> {
  if (!Number.isInteger(keep) || keep < 0) throw new VersionError(`the number of versions to keep must be 0 or more, not ${keep}`);
  await versions.recover();
  const { objects, records } = versions.storage;
  const { versions: all, damaged, current } = await versions.list();
  const [broken] = damaged;
  if (broken)
    throw new VersionError(
      `nothing was removed because ${broken.reason}: which files it needs is unknown. Delete that record or restore it`,
    );

  const { kept, removed } = choose(all, keep, now);
  const needed = new Set<string>();
  for (const version of kept) {
    needed.add(version.tree);
    for (const { sha256 } of await versions.entries(version)) needed.add(sha256);
  }
  // Records are removed first: an object without a record is only waste, a record without its objects would be damage.
  for (const version of removed) await records.delete(versionKey(version.id));
  if (removed.some(({ id }) => id === current)) await records.delete(CURRENT_KEY);
  let objectsRemoved = 0;
  for (const sha256 of await objects.list()) {
    if (needed.has(sha256)) continue;
    await objects.delete(sha256);
    objectsRemoved++;
  }
  return { kept, removed, objectsRemoved };
}

/** `all` is newest first. */
function choose(all: readonly VersionRecord[], keep: number, now: Date) {
  const kept: VersionRecord[] = [];
  const removed: VersionRecord[] = [];
  let counted = 0;
  for (const version of all) {
    const stays =
      version.pinned ||
      (version.kind === "backup" ? now.getTime() - Date.parse(version.createdAt) < BACKUP_DAYS * DAY_MS : counted++ < keep);
    (stays ? kept : removed).push(version);
  }
  return { kept, removed };
}
