import { Dexie } from "dexie";
import { isStorageDenied } from "./denied";

/**
 * `full`: no storage left; `unavailable`: this browser stores nothing; `blocked`: another tab is in the way; `damaged`: a record cannot
 * be read; `conflict`: another tab was faster; `missing`: it does not exist (any more); `input`: an unusable file or value.
 */
export type LibraryFault = "full" | "unavailable" | "blocked" | "damaged" | "conflict" | "missing" | "input" | "failed";

/** Something the library could not do; `message` says what, where and how to fix it. Nothing was changed. */
export class LibraryError extends Error {
  override readonly name = "LibraryError";
  constructor(
    readonly fault: LibraryFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Runs work on the database and explains in words what went wrong. */
export async function guarded<Result>(work: () => PromiseLike<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw describe(error);
  }
}

/** What a fault of the storage means, and what the user can do about it. */
function describe(error: unknown): unknown {
  const names = namesOf(error);
  const has = (...wanted: string[]) => names.some((name) => wanted.includes(name));
  const options = { cause: error };
  if (has("QuotaExceededError"))
    return new LibraryError(
      "full",
      "The browser's storage is full; nothing was changed. " +
        "Empty the trash, clean up old versions, or export the library and delete what is no longer needed.",
      options,
    );
  if (isStorageDenied(error)) return unavailable(options);
  // Dexie opens a newer database as it is; what this build needs may be missing in it.
  if (has("VersionError", "NotFoundError"))
    return new LibraryError("blocked", "A newer Jaywalk has used this library. Reload the page to get the newer one.", options);
  if (has("DatabaseClosedError", "BlockedError", "TimeoutError")) return blocked(options);
  if (has("UnknownError")) return unavailable(options);
  return error;
}

const unavailable = (options: ErrorOptions): LibraryError =>
  new LibraryError(
    "unavailable",
    "The browser does not let Jaywalk keep a library here (private window, or site data is blocked). Save scenarios as files instead.",
    options,
  );

/** Another tab prevents the library from being opened. */
export const blocked = (options?: ErrorOptions): LibraryError =>
  new LibraryError("blocked", "Another tab is blocking the library. Close other Jaywalk tabs, then reload this one.", options);

function namesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof Dexie.DexieError ? namesOf(error.inner) : [];
  return [error.name, ...inner];
}
