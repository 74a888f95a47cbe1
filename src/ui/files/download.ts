/** A name as a file's: letters, digits and hyphens. */
export function fileNameOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
  return slug === "" ? "scenario" : slug;
}

/** Lets the browser save a file. */
export function offerDownload(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Revoked at once, some browsers find nothing to download.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
