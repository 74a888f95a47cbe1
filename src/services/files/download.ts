/** How long a browser may take to save a file that was offered: it may be large, and the person may first choose where it goes. */
const SAVING_MS = 10 * 60_000;

/** When the browser should have saved everything that was offered, in milliseconds since 1970. */
let savedBy = 0;

/** Lets the browser save a file. */
export function offerDownload(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  savedBy = Date.now() + SAVING_MS;
  // If it is revoked immediately, some browsers find nothing to download.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Deletes what offered files are read from, but not while the browser may still be saving them. */
export function releaseOnceSaved(release: () => Promise<void>): void {
  setTimeout(() => void release(), Math.max(0, savedBy - Date.now()));
}
