/**
 * Whether a file is one that systems store next to the user's own: macOS's `__MACOSX/`, Windows' `desktop.ini`, hidden files, and files
 * in hidden folders below the chosen one.
 */
export function isSystemFile(path: string): boolean {
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  return parts.includes("__MACOSX") || /^(\.(?!\.?$)|desktop\.ini$)/i.test(name) || parts.slice(1, -1).some((part) => /^\.[^.]/.test(part));
}

/** Whether a file's name is one that annotations, or related files, may have. Images, videos and ZIPs have others. */
export function isAnnotationFile(path: string): boolean {
  return !isSystemFile(path) && /\.(json|xml|txt|csv|tsv|ya?ml|ini|names|data|labels)$/i.test(path);
}

/** Text files that other tools put next to label files: lists of classes or images, and notes. By the whole base name. */
export const BESIDE_LABELS = /^(readme(\.\w+)*|classes|labels|seqinfo|obj|train|val|valid|test)\.txt$/i;
