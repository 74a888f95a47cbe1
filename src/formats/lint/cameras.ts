import { counted } from "@/core/text";
import { WORLD_FILE } from "@/core/truth";
import { FindingList, FormatError, type Finding } from "../finding";
import { arrayOf, numberOf, objectOf, parseJsonFile, textOf } from "../read/json";
import { FileReport, openText, type BundleReader } from "./bundle";
import { AGAIN } from "./checks/check";
import { lintManifest } from "./manifest";

/**
 * Checks a bundle of several cameras: that of each, that all have the same frames, and what there is once.
 * @param folders of the cameras
 * @param lintOne checks the bundle of one
 */
export async function lintCameras(
  bundle: BundleReader,
  folders: readonly string[],
  lintOne: (bundle: BundleReader) => Promise<Finding[]>,
): Promise<Finding[]> {
  const findings = new FindingList();
  for (const folder of folders)
    for (const finding of await lintOne(below(bundle, folder))) findings.add({ ...finding, file: `${folder}/${finding.file}` });
  await lintWorld(bundle, folders, findings);
  await lintManifest(bundle, null, findings);
  return findings.list();
}

/** The part of a bundle in one folder. */
const below = (bundle: BundleReader, folder: string): BundleReader => ({
  paths: bundle.paths.flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [])),
  open: (path) => bundle.open(`${folder}/${path}`),
});

async function lintWorld(bundle: BundleReader, folders: readonly string[], findings: FindingList): Promise<void> {
  const file = await openText(bundle, WORLD_FILE, findings);
  if (!file) return;
  const report = new FileReport(file.path, findings);
  try {
    const world = objectOf(parseJsonFile(file));
    const frames = numberOf(world["total_frames"]);
    const told = arrayOf(world["frames"]).map((frame) => numberOf(objectOf(frame)["frame"]));
    if (told.length !== frames || told.some((frame, index) => frame !== index))
      report.error("frames", `they are not the frames 0 to ${frames - 1}, each once`, AGAIN);
    const named = arrayOf(world["cameras"]).map((camera) => textOf(objectOf(camera)["folder"]) ?? "");
    for (const folder of named) if (!folders.includes(folder)) report.error("cameras", `the folder ${folder} is missing`, AGAIN);
    for (const folder of folders) if (!named.includes(folder)) report.error("cameras", `${folder} is not among them`, AGAIN);
    for (const folder of folders) {
      const own = await framesOf(bundle, folder);
      if (own !== null && own !== frames)
        report.error(folder, `its ground truth has ${counted(own, "frame")}, the world ${frames}`, "export all cameras again");
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    findings.add(error.finding);
  }
}

/** The number of frames that a camera's ground truth covers; null where it cannot be read, which its own check reports. */
async function framesOf(bundle: BundleReader, folder: string): Promise<number | null> {
  const file = await openText(bundle, `${folder}/ground_truth.json`, new FindingList());
  if (!file) return null;
  try {
    return numberOf(objectOf(objectOf(parseJsonFile(file))["video_metadata"])["total_frames"]);
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}
