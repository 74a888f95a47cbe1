import { claimJob } from "@/export/storage/jobs";
import { EXPORTS_DIRECTORY } from "@/export/storage/openFolder";
import { offerDownload } from "./download";

/** The file that was offered last: the browser may still be copying it. */
let offered: Pick<NonNullable<Awaited<ReturnType<typeof claimJob>>>, "release"> | null = null;

/**
 * Lets the browser save what a stream gives. It goes through a file on disk, where the browser keeps any, so that it is never in
 * memory whole; that file goes with the next one, or with the tab.
 */
export async function offerStream(stream: ReadableStream<Uint8Array<ArrayBuffer>>, name: string): Promise<void> {
  await offered?.release();
  offered = null;
  const job = await claimJob();
  const handle = job && (await fileOfJob(job.name));
  // Safari before version 26 cannot write files from a page.
  if (!job || !handle || !("createWritable" in handle)) return offerDownload(await new Response(stream).blob(), name);
  offered = job;
  await stream.pipeTo(await handle.createWritable());
  offerDownload(await handle.getFile(), name);
}

async function fileOfJob(job: string): Promise<FileSystemFileHandle> {
  const root = await navigator.storage.getDirectory();
  const exports = await root.getDirectoryHandle(EXPORTS_DIRECTORY, { create: true });
  return (await exports.getDirectoryHandle(job, { create: true })).getFileHandle("download", { create: true });
}
