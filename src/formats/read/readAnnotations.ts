import { readBdd100k } from "../bdd100k/reader";
import { readCoco } from "../coco/reader";
import { readCvat } from "../cvat/reader";
import { readDatumaro } from "../datumaro/reader";
import { readDive } from "../dive/reader";
import { FindingList, FormatError } from "../finding";
import { readGroundTruth } from "../groundtruth/reader";
import { readKittiObject } from "../kitti/objectReader";
import { readKitti } from "../kitti/reader";
import { readLabelMe } from "../labelme/reader";
import { readLabelStudio } from "../labelstudio/reader";
import { readMot } from "../mot/reader";
import { readMots } from "../mots/reader";
import { readOpenLabel } from "../openlabel/reader";
import { readTable } from "../table/reader";
import { readViame } from "../viame/reader";
import { readVisDrone } from "../visdrone/reader";
import { readVoc } from "../voc/reader";
import { readYolo } from "../yolo/reader";
import { cameraFolders } from "./cameraFolders";
import { detect } from "./detect";
import { IgnoredCollector } from "./ignoredCollector";
import type { Reader } from "./input";
import type { ImportedAnnotations, InputFile, ReadFormat, ReadOptions } from "./imported";
import { naturally } from "./naturalOrder";
import { counted, listed } from "@/core/text";
import { nameOtherFormats } from "./otherFormats";
import { OpenReading, ReadingChoices } from "./readings";
import { TrackCollector } from "./trackCollector";
import { UnmappedParts } from "./unmapped";
import { longEnough } from "./videoLength";
import { unpackZips } from "./zip";

/** The most findings of one kind in one file that are listed with their places. */
const LISTED_OF_A_KIND = 1000;

/** Bytes up to this one are spaces and line breaks. */
const SPACE = 0x20;

const READERS: Record<ReadFormat, Reader> = {
  ground_truth: readGroundTruth,
  coco: readCoco,
  yolo: readYolo,
  visdrone: readVisDrone,
  mot: readMot,
  kitti_object: readKittiObject,
  mots: readMots,
  kitti: readKitti,
  cvat: readCvat,
  openlabel: readOpenLabel,
  datumaro: readDatumaro,
  voc: readVoc,
  labelme: readLabelMe,
  label_studio: readLabelStudio,
  bdd100k: readBdd100k,
  viame: readViame,
  dive: readDive,
  csv: readTable,
};

/** A bundle of several cameras describes the same tracks once for each: a frame would have several boxes of one track. */
function refuseSeveralCameras(files: readonly InputFile[]): void {
  const folders = cameraFolders(files.map(({ path }) => path));
  if (folders.length < 2) return;
  throw new FormatError({
    severity: "error",
    file: "",
    place: "",
    message: `this is a bundle of several cameras: ${folders.join(", ")}`,
    advice: "import the folder of one of them",
  });
}

/**
 * Reads annotations of any known format from one file, a folder's files, or a ZIP of them. Never rejects because of the files' contents:
 * faults are among `problems`, together with whatever could be read.
 */
export async function readAnnotations(given: readonly InputFile[], options: ReadOptions = {}): Promise<ImportedAnnotations> {
  const findings = new FindingList(LISTED_OF_A_KIND);
  // Browsers and systems list a folder's files in different orders.
  const files = (await unpackZips(given, findings)).sort((a, b) => naturally(a.path, b.path));
  const readings = new ReadingChoices(options.readings);
  let read: Omit<ImportedAnnotations, "problems" | "questions"> = { format: null, video: {}, tracks: [], ignored: [] };
  try {
    read = readFiles(files, options, readings, findings);
  } catch (error) {
    if (error instanceof FormatError) findings.add(error.finding);
    else if (!(error instanceof OpenReading)) throw error;
  }
  return { ...read, questions: readings.asked, problems: findings.list() };
}

function readFiles(
  files: readonly InputFile[],
  options: ReadOptions,
  readings: ReadingChoices,
  findings: FindingList,
): Omit<ImportedAnnotations, "problems" | "questions"> {
  refuseSeveralCameras(files);
  const collector = new TrackCollector(findings, options.onProgress, options.onLinked);
  const detected = detect(files, options, readings, findings);
  if (!detected) {
    if (nameOtherFormats(files, findings)) return { format: null, video: {}, tracks: [], ignored: [] };
    // The problem with ZIPs that contain none has been reported.
    if (files.length === 0 && findings.list().length > 0) return { format: null, video: {}, tracks: [], ignored: [] };
    const isEmpty = files.length > 0 && files.every(({ bytes }) => bytes.every((byte) => byte <= SPACE));
    findings.add({
      severity: "error",
      file: files[0]?.path ?? "",
      place: "",
      message: isEmpty
        ? `${files.length === 1 ? "the file is" : "all files are"} empty`
        : options.format === undefined
          ? "no annotations in a known format were found"
          : `no ${options.format} annotations were found`,
      advice:
        "choose ground_truth.json, COCO, Datumaro, OpenLABEL, LabelMe, Label Studio, BDD100K or DIVE (.json), CVAT or Pascal VOC (.xml), " +
        "MOTChallenge, MOTS, KITTI or YOLO (.txt), VIAME or a table with a header (.csv), or a ZIP of one of them",
    });
    return { format: null, video: {}, tracks: [], ignored: [] };
  }
  const { format, main, json, candidates } = detected;
  const unmapped = new UnmappedParts();
  const ignored = new IgnoredCollector(findings);
  let result: ReturnType<Reader> = { video: {} };
  let isWhole = true;
  try {
    result = READERS[format]({ main, json, files, candidates, collector, ignored, findings, unmapped, readings, options });
  } catch (error) {
    if (error instanceof OpenReading) return { format, video: {}, tracks: [], ignored: [] };
    if (!(error instanceof FormatError)) throw error;
    findings.add(error.finding);
    isWhole = false;
  }
  const tracks = collector.finish(main.path, result.firstId);
  for (const { boxes } of tracks)
    for (const { visibility, confidence } of boxes) {
      if (visibility !== undefined) unmapped.countMeasured("visibility");
      if (confidence !== undefined) unmapped.countMeasured("confidence");
    }
  ignored.report(main.path);
  unmapped.report(main.path, findings);
  if (isWhole && tracks.length === 0 && ignored.regions.length === 0)
    findings.add({
      severity: "warning",
      file: main.path,
      place: "",
      message: "no boxes could be read",
      advice: "the scenario would have no actors; choose another file, or check the other messages about this one",
    });
  const video = longEnough(result.video, tracks, main.path, findings);
  const read = new Set(result.read ?? [main, ...(result.alsoRead ?? [])]);
  const unread = files.filter((file) => !read.has(file));
  if (unread.length > 0)
    findings.add({
      severity: "info",
      file: main.path,
      place: "",
      message: `${counted(unread.length, "other file was", "other files were")} not read (${listed(unread.map(({ path }) => path))})`,
      advice: "only one source can be imported at a time; to import another, choose it on its own",
    });
  return { format, video, tracks, ignored: ignored.regions };
}
