import { stat } from "node:fs/promises";
import { join } from "node:path";
import { lintBundle, type Finding } from "@/formats";
import { readJson, shardSummarySchema, videoPaths } from "@/suite";
import { openBundleFolder } from "../bundle/bundleFolder";
import { differingFile, digestsAt } from "./datasets";
import { SuiteFolder } from "./folder";
import { SUMMARY_FILE } from "./summary";

const RENDER_AGAIN = "render the suite again; only what is missing or altered will be rendered";

/** Whether a folder was written by `suite --out`. */
export async function isSuiteFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(join(folder, SUMMARY_FILE))).isFile();
  } catch {
    // Missing or unreadable: the next step reports it.
    return false;
  }
}

/**
 * Lints every bundle of a suite, and compares its other files with what the suite says about them. Findings name files by their path in
 * the suite's folder. @throws SuiteError if the summary cannot be read
 */
export async function lintSuite(root: string): Promise<{ findings: Finding[]; bundles: number; datasets: number }> {
  const folder = new SuiteFolder(root);
  const { videos, datasets } = readJson(shardSummarySchema, (await folder.read(SUMMARY_FILE)) ?? "", join(root, SUMMARY_FILE));
  const findings: Finding[] = [];
  const error = (file: string, message: string) => findings.push({ severity: "error", file, place: "", message, advice: RENDER_AGAIN });
  for (const listed of videos) {
    const paths = videoPaths(listed.video_name);
    const metadata = await folder.metadata(listed.video_name);
    if (!metadata || JSON.stringify({ ...listed, ...metadata }) !== JSON.stringify(listed)) {
      error(paths.metadata, "the file is missing or does not match the summary");
      continue;
    }
    const damage = await folder.damageIn(metadata);
    if (damage !== null) error(damage, "the file is missing or altered");
    if (damage === `${paths.bundle}/manifest.json`) continue;
    const bundle = await openBundleFolder(join(root, paths.bundle));
    for (const finding of await lintBundle(bundle)) findings.push({ ...finding, file: `${paths.bundle}/${finding.file}` });
  }
  for (const { directory, sha256 } of datasets) {
    const path = `data/${directory}`;
    const damage = differingFile(sha256, await digestsAt(join(root, path)));
    if (damage !== null) error(`${path}/${damage}`, "the file is missing or altered");
  }
  return { findings, bundles: videos.length, datasets: datasets.length };
}
