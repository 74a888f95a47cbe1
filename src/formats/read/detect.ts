import { FormatError, type Finding, type FindingList } from "../finding";
import { BESIDE_LABELS } from "./fileNames";
import { baseName } from "./input";
import type { InputFile, ReadFormat, ReadOptions } from "./imported";
import { isObject, parseJsonFile } from "./json";
import { walkXml } from "./xml";

/** The file that tells the form of the annotations, with its content where that is JSON. */
export type Detected = { format: ReadFormat; main: InputFile; json: unknown };

const SNIFFED_BYTES = 4096;

/**
 * Finds out which form the files have: JSON by its keys, XML as CVAT, text by its columns. Our own `ground_truth.json`
 * goes before other forms in the same bundle.
 */
export function detect(files: readonly InputFile[], { format }: ReadOptions, findings: FindingList): Detected | null {
  const wanted = (found: ReadFormat) => format === undefined || format === found;
  const json = files
    .filter((file) => file.path.toLowerCase().endsWith(".json"))
    .sort((a, b) => Number(baseName(b.path) === "ground_truth.json") - Number(baseName(a.path) === "ground_truth.json"));
  for (const main of json) {
    try {
      const content = parseJsonFile(main);
      const found = jsonFormat(content);
      if (found && wanted(found)) return { format: found, main, json: content };
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      findings.add(error.finding);
    }
  }
  const xml = wanted("cvat") ? firstWholeXml(files, findings) : undefined;
  if (xml) return { format: "cvat", main: xml, json: null };
  const texts = files.filter((file) => file.path.toLowerCase().endsWith(".txt") && !BESIDE_LABELS.test(baseName(file.path)));
  const benchmark = texts.find((file) => baseName(file.path) === "gt.txt");
  for (const main of benchmark ? [benchmark, ...texts] : texts) {
    const found = textFormat(main);
    if (found && wanted(found)) return { format: found, main, json: null };
  }
  const [empty] = texts;
  // A text without rows holds no annotations in any form; which one, only the user can say.
  return empty && format !== undefined ? { format, main: empty, json: null } : null;
}

/** The first XML file that can be read to its end as CVAT's; where none can, the first, whose reader says what is wrong. */
function firstWholeXml(files: readonly InputFile[], findings: FindingList): InputFile | undefined {
  const candidates = files.filter((file) => file.path.toLowerCase().endsWith(".xml"));
  if (candidates.length < 2) return candidates[0];
  const faults: Finding[] = [];
  for (const file of candidates) {
    let root = "";
    try {
      walkXml(file, { open: (name) => (root ||= name), text: () => {}, close: () => {} });
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      faults.push(error.finding);
      continue;
    }
    if (root !== "annotations") continue;
    for (const fault of faults) findings.add(fault);
    return file;
  }
  return candidates[0];
}

function jsonFormat(root: unknown): ReadFormat | null {
  if (!isObject(root)) return null;
  if (isObject(root["openlabel"])) return "openlabel";
  if (isObject(root["video_metadata"]) && Array.isArray(root["annotations"])) return "ground_truth";
  if (Array.isArray(root["items"]) && isObject(root["categories"])) return "datumaro";
  return Array.isArray(root["images"]) && Array.isArray(root["annotations"]) ? "coco" : null;
}

/** By the first row: commas for MOTChallenge, a word in the third column for KITTI, five to seven numbers for YOLO. */
function textFormat({ bytes }: InputFile): ReadFormat | null {
  const start = new TextDecoder().decode(bytes.subarray(0, SNIFFED_BYTES));
  const row = start.split("\n").find((line) => line.trim() !== "")?.trim();
  if (row === undefined) return null;
  if (row.includes(",")) return "mot";
  const columns = row.split(/\s+/);
  if (columns.length >= 15 && /^[A-Za-z]/.test(columns[2] ?? "")) return "kitti";
  return columns.length >= 5 && columns.length <= 7 ? "yolo" : null;
}
