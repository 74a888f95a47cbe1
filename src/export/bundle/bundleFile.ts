import type { BundleFile, StoredFile } from "../types";

/** A stored file that can be had alone. */
export function bundleFile(stored: StoredFile): BundleFile {
  const { holder, position, size } = stored;
  // Cut out when asked for: a video can have a label file for every frame, and each slice is the browser's work.
  return {
    ...stored,
    get blob() {
      return holder.slice(position, position + size);
    },
  };
}
