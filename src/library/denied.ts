import { Dexie } from "dexie";

const NAMES = ["MissingAPIError", "InvalidStateError", "SecurityError", "OpenFailedError"];

/** Whether a fault means that the browser lets this site keep nothing at all: site data is blocked, or the window is a private one. */
export function isStorageDenied(error: unknown): boolean {
  if (!(error instanceof Error || error instanceof DOMException)) return false;
  // Chromium calls it an unknown error, and says only here what it is.
  if (NAMES.includes(error.name) || /denied permission to access/i.test(error.message)) return true;
  return error instanceof Dexie.DexieError && isStorageDenied(error.inner);
}
