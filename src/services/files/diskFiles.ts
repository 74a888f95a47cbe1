import { claimJob, type Job } from "@/export/storage/jobs";
import { EXPORTS_DIRECTORY } from "@/export/storage/openFolder";
import { offerDownload } from "./download";

/** The folder of the file that was offered last: the browser may still be copying it. */
let offered: Job | null = null;

/**
 * Makes a folder on disk for a file that is to be offered; the one of the file offered before goes.
 * @returns null where the browser keeps no files
 */
export async function claimFolder(): Promise<Job | null> {
  await offered?.release();
  offered = null;
  return claimJob();
}

/** A file in the folder of a job, which is created if it is not there. */
export async function fileIn({ name }: Job, file: string): Promise<FileSystemFileHandle> {
  const root = await navigator.storage.getDirectory();
  const exports = await root.getDirectoryHandle(EXPORTS_DIRECTORY, { create: true });
  return (await exports.getDirectoryHandle(name, { create: true })).getFileHandle(file, { create: true });
}

/** Lets the browser save a file on disk; its folder goes with the next one that is claimed, or with the tab. */
export function offerFile(folder: Job, file: Blob, name: string): void {
  offered = folder;
  offerDownload(file, name);
}
