/** Whether a path leads out of the folder that it is relative to: it climbs, or starts at a root or a drive. */
export function escapesFolder(path: string): boolean {
  return /^([\\/]|[A-Za-z]:)/.test(path) || path.split(/[\\/]/).includes("..");
}

/** Whether a path names a file below a folder in only one way: relative, with `/`, and without `.`, `..` or empty segments. */
export function isPlainPath(path: string): boolean {
  return (
    path.length <= 1024 && !/[\\\0]/.test(path) && !escapesFolder(path) && path.split("/").every((step) => step !== "" && step !== ".")
  );
}
