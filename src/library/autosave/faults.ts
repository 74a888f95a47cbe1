import Dexie from "dexie";
import { isStorageDenied } from "../denied";

/** What prevented a scenario from being saved, and what the user can do about it. */
export function describeStorageFault(error: unknown): string {
  const names = [nameOf(error), error instanceof Dexie.DexieError ? nameOf(error.inner) : ""];
  if (names.includes("QuotaExceededError"))
    return "This browser has no storage left for Jaywalk. Save the scenario as a file, then delete old drafts under Open.";
  if (isStorageDenied(error))
    return (
      "This browser does not let Jaywalk store anything (site data is blocked, or this is a private window). " +
      "Save the scenario as a file before closing the tab."
    );
  if (names.includes("VersionError"))
    return "A newer Jaywalk has used this browser's storage. Reload the page; save the scenario as a file first.";
  const detail = error instanceof Error ? error.message : String(error);
  return `The scenario could not be stored (${detail}). Save it as a file before closing the tab.`;
}

const nameOf = (error: unknown): string => (error instanceof Error || error instanceof DOMException ? error.name : "");
