import { Dexie } from "dexie";

const NAMES = ["MissingAPIError", "InvalidStateError", "SecurityError", "OpenFailedError"];

/** Whether a fault means that the browser does not let this site store anything: site data is blocked, or the window is a private one. */
export function isStorageDenied(error: unknown): boolean {
  if (!(error instanceof Error || error instanceof DOMException)) return false;
  // Chromium calls it an unknown error, and only this text says what it is.
  if (NAMES.includes(error.name) || /denied permission to access/i.test(error.message)) return true;
  return error instanceof Dexie.DexieError && isStorageDenied(error.inner);
}
