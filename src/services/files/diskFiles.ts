import type { Job } from "@/export/storage/jobs";
import { EXPORTS_DIRECTORY } from "@/export/storage/openFolder";
import { offerDownload, releaseOnceSaved } from "./download";

/** A file in the folder of a job, which is created if it is not there. */
export async function fileIn({ name }: Job, file: string): Promise<FileSystemFileHandle> {
  const root = await navigator.storage.getDirectory();
  const exports = await root.getDirectoryHandle(EXPORTS_DIRECTORY, { create: true });
  return (await exports.getDirectoryHandle(name, { create: true })).getFileHandle(file, { create: true });
}

/** Lets the browser save a file on disk; its folder is deleted once that should be done, or with the tab. */
export function offerFile(folder: Job, file: Blob, name: string): void {
  offerDownload(file, name);
  releaseOnceSaved(folder.release);
}
