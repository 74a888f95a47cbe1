import type { Finding } from "../finding";

/** The file by which the output of a suite is known. */
export const SUITE_SUMMARY = "test_data_summary.json";

/**
 * What is said to someone who wants to check a whole suite as one bundle; null if the paths are not those of a suite, or of a ZIP with a
 * suite in one folder.
 */
export function suiteFinding(file: string, paths: readonly string[]): Finding | null {
  const summary = paths.find((path) => /^([^/]+\/)?test_data_summary\.json$/.test(path));
  if (summary === undefined) return null;
  const root = summary.slice(0, -SUITE_SUMMARY.length);
  const bundle = /^bundles\/[^/]+/.exec(paths.find((path) => path.startsWith(`${root}bundles/`))?.slice(root.length) ?? "")?.[0];
  return {
    severity: "error",
    file,
    place: "",
    message: `this is the output of a suite (it has ${SUITE_SUMMARY}), and one bundle is checked at a time`,
    advice: `choose a folder of its bundles${bundle === undefined ? "" : `, such as ${bundle}`}; jaywalk lint DIR checks a whole suite`,
  };
}
