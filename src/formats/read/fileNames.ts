/** Whether a file is one that systems keep beside the user's own: macOS's `__MACOSX/`, and hidden files. */
export function isSystemFile(path: string): boolean {
  const parts = path.split("/");
  return parts.includes("__MACOSX") || (parts.at(-1) ?? "").startsWith(".");
}

/** Text files that other tools put beside label files: lists of classes or pictures, and notes. By the whole base name. */
export const BESIDE_LABELS = /^(readme(\.\w+)*|classes|labels|seqinfo|obj|train|val|valid|test)\.txt$/i;
