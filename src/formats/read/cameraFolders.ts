/**
 * The folders of the cameras in a bundle of several: `cameras/front`, or with what is before it where the bundle is itself in a folder.
 * Empty for any other bundle.
 */
export function cameraFolders(paths: readonly string[]): string[] {
  const folders = paths.flatMap((path) => /^((?:.*\/)?cameras\/[^/]+)\/ground_truth\.json$/.exec(path)?.[1] ?? []);
  return [...new Set(folders)].sort();
}
