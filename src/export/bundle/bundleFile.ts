import type { BundleFile, StoredFile } from "../types";

/** A stored file that can be retrieved on its own. */
export function bundleFile(stored: StoredFile): BundleFile {
  const { holder, position, size } = stored;
  // Cut out on demand: a video can have a label file for every frame, and each slice costs the browser work.
  return {
    ...stored,
    get blob() {
      return holder.slice(position, position + size);
    },
  };
}
