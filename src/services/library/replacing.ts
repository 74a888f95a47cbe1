import { importArchive, type ImportResult, type ImportRule, type LibraryArchive } from "@/library";
import { cleanupVersions, type Cleanup, type NewVersion, type Restored, type VersionRecord } from "@/library/versions";
import type { LibraryServices } from "./libraryServices";

type Services = Pick<LibraryServices, "alone" | "database" | "follower" | "host" | "versions">;

/*
 * Everything that may replace scenarios in the library. Whatever works on the versions first completes a restore that was interrupted, and
 * so may replace some, too: an open one must hear that it was this, not another tab.
 */

/** Imports an archive; what it replaces is first kept as a backup, with changes that were still unsaved. @throws LibraryError */
export function importLibrary(
  { alone, database, follower, host, versions }: Services,
  archive: LibraryArchive,
  rule: ImportRule,
): Promise<ImportResult> {
  return alone(() =>
    follower.whileReplacing("import", async () => {
      if (rule === "archive") await versions.backUp("The state before an import replaced scenarios");
      return importArchive(database, archive, rule, host);
    }),
  );
}

/** Restores a version. @throws VersionError */
export const restoreVersion = ({ alone, follower, versions }: Services, id: string): Promise<Restored> =>
  alone(() => follower.whileReplacing("restore", () => versions.restore(id)));

/** Completes a restore that was interrupted; true if there was one. @throws VersionError */
export const recoverVersions = ({ alone, follower, versions }: Services): Promise<boolean> =>
  alone(() => follower.whileReplacing("restore", () => versions.recover()));

/** Creates a version of what the library holds, which must be all that was changed. @throws VersionError, LibraryError */
export async function createVersion({ alone, follower, versions }: Services, version: NewVersion): Promise<VersionRecord> {
  await follower.flushOrThrow();
  return alone(() => follower.whileReplacing("restore", () => versions.create(version)));
}

/** Removes all but the newest versions. @throws VersionError */
export const cleanUpVersions = ({ alone, follower, host, versions }: Services, keep: number): Promise<Cleanup> =>
  alone(() => follower.whileReplacing("restore", () => cleanupVersions(versions, keep, new Date(host.now()))));
