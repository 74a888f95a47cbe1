import { DiskFolder } from "./diskFolder";
import { MemoryFolder } from "./memoryFolder";
import type { OutputFolder } from "./outputFolder";

/** Folder in the origin's file system that contains the files of every export, each in its own folder. */
export const EXPORTS_DIRECTORY = "exports";

/** The folder of one export, in a worker. @param job its name, or null to keep files in memory */
export async function openFolder(job: string | null): Promise<OutputFolder> {
  if (job === null) return new MemoryFolder();
  const root = await navigator.storage.getDirectory();
  const exports = await root.getDirectoryHandle(EXPORTS_DIRECTORY, { create: true });
  return new DiskFolder(await exports.getDirectoryHandle(job, { create: true }));
}
