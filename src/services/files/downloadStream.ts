import { claimJob } from "@/export/storage/jobs";
import { fileIn, offerFile } from "./diskFiles";
import { offerDownload } from "./download";

/** Lets the browser save a stream. Where the browser keeps files, it goes through one on disk and is never in memory as a whole. */
export async function offerStream(stream: ReadableStream<Uint8Array<ArrayBuffer>>, name: string): Promise<void> {
  const folder = await claimJob();
  const handle = folder && (await fileIn(folder, "download"));
  // Safari before version 26 cannot write files from a page.
  if (!folder || !handle || !("createWritable" in handle)) return offerDownload(await new Response(stream).blob(), name);
  try {
    await stream.pipeTo(await handle.createWritable());
  } catch (error) {
    await folder.release();
    throw error;
  }
  offerFile(folder, await handle.getFile(), name);
}
