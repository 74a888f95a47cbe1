/** Lets the browser save a file. */
export function offerDownload(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // If it is revoked immediately, some browsers find nothing to download.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
