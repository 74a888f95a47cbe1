import { counted } from "@/core/text";
import { ScenarioError, parseScenario } from "@/core/document";
import { motionFaultText, motionFaultsOf } from "@/core/motion";
import { relationFaults } from "@/core/relations";
import { FindingList, FormatError, type Finding } from "../finding";
import type { InputFile } from "../read/imported";
import { numberOf, objectOf, parseJsonFile } from "../read/json";
import { readAs } from "../read/formatNames";
import { readAnnotations } from "../read/readAnnotations";
import { decodeText, linesOf } from "../read/text";
import { ANNOTATION_FORMATS, type FormatId } from "../write/formatIds";
import { lintAgreement } from "./agreement";
import { FileReport, openText, type BundleReader } from "./bundle";
import type { FormatCheck, KnownVideo } from "./checks/check";
import { checkCoco } from "./checks/coco";
import { checkCvat } from "./checks/cvat";
import { checkDatumaro } from "./checks/datumaro";
import { checkKitti } from "./checks/kitti";
import { checkMot } from "./checks/mot";
import { checkOpenLabel } from "./checks/openlabel";
import { checkYolo } from "./checks/yolo";
import { cameraFolders } from "../read/cameraFolders";
import { lintCameras } from "./cameras";
import { lintManifest } from "./manifest";
import { lintPictures } from "./pictures";
import { suiteFinding } from "./suiteFolder";
import { lintTruth, type TruthIndex } from "./truth";
import { lintVideo } from "./video";

const ROOT = "annotations/";

/**
 * Which files of `annotations/` belong to a format, and what its consumers require beyond what the reader checks.
 * `boxesIn`: the file that contains the boxes of all frames; null if there is one for each frame.
 */
const FORMATS: Record<FormatId, { owns: RegExp; check?: FormatCheck; boxesIn: string | null; lacksTracks?: true }> = {
  coco: { owns: /^coco\.json$/, check: checkCoco, boxesIn: "coco.json" },
  yolo: { owns: /^yolo\/(data\.yaml|labels\/.*\.txt)$/, check: checkYolo, boxesIn: null, lacksTracks: true },
  mot: { owns: /^mot(_per_class\/[^/]+)?\/(gt\/.*\.txt|seqinfo\.ini|README\.txt)$/, check: checkMot, boxesIn: "mot/gt/gt.txt" },
  kitti: { owns: /^kitti\//, check: checkKitti, boxesIn: "kitti/label_02/0000.txt" },
  cvat: { owns: /^cvat\.xml$/, check: checkCvat, boxesIn: "cvat.xml" },
  openlabel: { owns: /^openlabel\.json$/, check: checkOpenLabel, boxesIn: "openlabel.json" },
  datumaro: { owns: /^datumaro\.json$/, check: checkDatumaro, boxesIn: "datumaro.json" },
  voc: { owns: /^voc\/.*\.xml$/, boxesIn: null },
  labelme: { owns: /^labelme\/.*\.json$/, boxesIn: null },
  label_studio: { owns: /^label_studio\.json$/, boxesIn: "label_studio.json" },
  bdd100k: { owns: /^bdd100k\.json$/, boxesIn: "bdd100k.json" },
  viame: { owns: /^viame\.csv$/, boxesIn: "viame.csv" },
  dive: { owns: /^dive\.json$/, boxesIn: "dive.json" },
  kwcoco: { owns: /^kwcoco\.json$/, check: checkCoco, boxesIn: "kwcoco.json" },
  youtube_vis: { owns: /^youtube_vis\.json$/, boxesIn: "youtube_vis.json" },
  kitti_object: { owns: /^kitti_object\/label_2\/.*\.txt$/, boxesIn: null, lacksTracks: true },
  csv: { owns: /^boxes\.csv$/, boxesIn: "boxes.csv" },
};

/** Files that every bundle has. */
const OWN_FILES = ["video.mp4", "ground_truth.json", "scenario.json", "metadata.json", "manifest.json"];

/**
 * Reads a bundle as its consumers will: the video's frames, the ground truth's own rules, every annotation format by its readers'
 * requirements and compared with the ground truth, sizes and hashes of the manifest. No findings means that everything is right.
 */
export async function lintBundle(bundle: BundleReader): Promise<Finding[]> {
  const findings = new FindingList();
  const suite = suiteFinding("", bundle.paths);
  if (suite) {
    findings.add(suite);
    return findings.list();
  }
  const cameras = bundle.paths.includes("ground_truth.json") ? [] : cameraFolders(bundle.paths);
  if (cameras.length > 0 && cameras.every((folder) => folder.startsWith("cameras/"))) return lintCameras(bundle, cameras, lintBundle);
  if (!OWN_FILES.some((path) => bundle.paths.includes(path))) {
    const advice = `choose what an export wrote: ${OWN_FILES.join(", ")} and annotations/`;
    findings.add({ severity: "error", file: "", place: "", message: "this is not a bundle: it has none of a bundle's files", advice });
    return findings.list();
  }
  const facts = (await isTruthOnly(bundle)) ? null : await lintVideo(bundle, "video.mp4", findings);
  const truthFile = await openText(bundle, "ground_truth.json", findings);
  const truth = truthFile ? lintTruth(truthFile, facts, new FileReport(truthFile.path, findings)) : null;
  const video: KnownVideo | null = facts && facts.frames > 1 ? facts : (truth?.video ?? null);
  for (const format of ANNOTATION_FORMATS) {
    const files = pathsOf(format, bundle);
    if (files.length > 0)
      await guarded(fileOf(format, null, files), findings, () => lintFormat(format, files, bundle, truth, video, findings));
  }
  lintPictures(bundle, video, findings);
  await guarded("scenario.json", findings, () => lintScenario(bundle, video, truth, findings));
  await guarded("metadata.json", findings, () => lintMetadata(bundle, video, truth, findings));
  await guarded("frames.md5", findings, () => lintDigests(bundle, video, findings));
  await guarded("manifest.json", findings, () => lintManifest(bundle, facts, findings));
  return findings.list();
}

/** Whether the manifest says that the bundle was written without a video. Its faults are found elsewhere. */
async function isTruthOnly(bundle: BundleReader): Promise<boolean> {
  if (bundle.paths.includes("video.mp4")) return false;
  const file = await openText(bundle, "manifest.json", new FindingList());
  if (!file) return false;
  try {
    return objectOf(parseJsonFile(file))["encoder"] === null;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

/** Whatever goes wrong with one file, the others are checked. */
async function guarded(path: string, findings: FindingList, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    new FileReport(path, findings).error(
      "",
      `it could not be checked to the end: ${error instanceof Error ? error.message : String(error)}`,
      "export the bundle again",
    );
  }
}

/** The bundle's files of a format. */
function pathsOf(format: FormatId, { paths }: BundleReader): string[] {
  return paths.filter((path) => path.startsWith(ROOT) && FORMATS[format].owns.test(path.slice(ROOT.length)));
}

/** The file of a format that contains a frame's boxes. */
function fileOf(format: FormatId, frame: number | null, paths: readonly string[]): string {
  const { boxesIn } = FORMATS[format];
  if (boxesIn !== null) return `${ROOT}${boxesIn}`;
  const name = `${String(frame).padStart(6, "0")}.`;
  return paths.find((path) => path.slice(path.lastIndexOf("/")).includes(name)) ?? `${ROOT}${format}`;
}

async function lintFormat(
  format: FormatId,
  paths: readonly string[],
  bundle: BundleReader,
  truth: TruthIndex | null,
  video: KnownVideo | null,
  findings: FindingList,
): Promise<void> {
  const files = new Map<string, InputFile>();
  for (const path of paths) {
    const file = await openText(bundle, path, findings);
    if (!file) return;
    files.set(path.slice(ROOT.length), file);
  }
  const whole = [...files].filter(([path]) => !path.startsWith("mot_per_class/")).map(([, file]) => file);
  const { check, lacksTracks = false } = FORMATS[format];
  const imported = await readAnnotations(whole, { format: readAs(format) });
  const broken = imported.problems.filter(({ severity }) => severity === "error");
  for (const problem of broken) findings.add(problem);
  const report = (path: string) => new FileReport(path, findings);
  try {
    check?.({ files, video, report });
  } catch (error) {
    // A file that cannot be parsed was reported by the reader.
    if (!(error instanceof FormatError)) throw error;
    if (broken.length === 0) findings.add(error.finding);
    return;
  }
  if (truth && broken.length === 0) lintAgreement(imported, truth, !lacksTracks, (frame) => report(fileOf(format, frame, paths)));
}

async function lintScenario(
  bundle: BundleReader,
  video: KnownVideo | null,
  truth: TruthIndex | null,
  findings: FindingList,
): Promise<void> {
  const file = await openText(bundle, "scenario.json", findings);
  if (!file) return;
  const report = new FileReport(file.path, findings);
  try {
    const scenario = parseScenario(decodeText(file));
    // Part of a scenario may have been exported, but never more than all of it.
    if (video && video.frames > scenario.video.durationFrames)
      report.error(
        "video.durationFrames",
        `the scenario has ${counted(scenario.video.durationFrames, "frame")}, but the video has ${counted(video.frames, "frame")}`,
        "they come from different exports; export the bundle again",
      );
    for (const { actorId, index, message } of relationFaults(scenario)) {
      const place = `actors[${scenario.actors.findIndex(({ id }) => id === actorId)}].trajectory.waypoints[${index}].until`;
      report.warning(place, message, "change what it waits for, or the motion of the other");
    }
    for (const { actor, fault } of motionFaultsOf(scenario))
      report.warning(
        `actors[${scenario.actors.indexOf(actor)}].motion`,
        `“${actor.name || actor.id}”: ${motionFaultText(fault)}`,
        "change its motion, or leave it: it is drawn all the same",
      );
    for (const [trackId, [length, width, height]] of truth?.dimensions ?? []) {
      const index = scenario.actors.findIndex((actor) => actor.trackId === trackId);
      const size = scenario.actors[index]?.size;
      if (size && (size.length !== length || size.width !== width || size.height !== height))
        report.error(
          `actors[${index}].size`,
          `in the ground truth it is ${length} × ${width} × ${height} m`,
          "they come from different exports; export the bundle again",
        );
    }
  } catch (error) {
    if (error instanceof ScenarioError)
      for (const { path, message } of error.faults) report.error(path, message, "restore the scenario.json of this export");
    else if (error instanceof FormatError) findings.add(error.finding);
    else throw error;
  }
}

async function lintMetadata(
  bundle: BundleReader,
  video: KnownVideo | null,
  truth: TruthIndex | null,
  findings: FindingList,
): Promise<void> {
  const file = await openText(bundle, "metadata.json", findings);
  if (!file) return;
  const report = new FileReport(file.path, findings);
  try {
    const metadata = objectOf(parseJsonFile(file));
    for (const name of ["frames", "fps", "width", "height"] as const)
      if (video && !(Math.abs(numberOf(metadata[name]) - video[name]) <= 0.01))
        report.error(name, `it says ${String(metadata[name])}, the video has ${video[name]}`, "export the bundle again");
    const count = [...(truth?.boxes.values() ?? [])].reduce((sum, track) => sum + track.size, 0);
    if (truth && metadata["annotation_count"] !== count)
      report.error(
        "annotation_count",
        `it says ${String(metadata["annotation_count"])}, there are ${count} annotations`,
        "export the bundle again",
      );
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    findings.add(error.finding);
  }
}

/** `frames.md5` of lossless exports: one line per frame, numbered from 0, in ffmpeg's `framemd5` form. */
async function lintDigests(bundle: BundleReader, video: KnownVideo | null, findings: FindingList): Promise<void> {
  if (!bundle.paths.includes("frames.md5")) return;
  const file = await openText(bundle, "frames.md5", findings);
  if (!file) return;
  const report = new FileReport(file.path, findings);
  let count = 0;
  for (const { line, content } of linesOf(decodeText(file))) {
    if (content.startsWith("#")) continue;
    const columns = content.split(",").map((column) => column.trim());
    if (!/^[0-9a-f]{32}$/.test(columns.at(-1) ?? ""))
      report.error(`line ${line}`, "its last column is not an MD5", "export the bundle again");
    count++;
  }
  if (video && count !== video.frames)
    report.error(
      "",
      `it has ${counted(count, "checksum")}, but the video has ${counted(video.frames, "frame")}`,
      "export the bundle again",
    );
}
