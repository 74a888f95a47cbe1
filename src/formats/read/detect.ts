import { FormatError, type FindingList } from "../finding";
import { BESIDE_LABELS } from "./fileNames";
import { READ_FORMATS, READ_FORMAT_NAMES } from "./formatNames";
import { baseName } from "./input";
import type { InputFile, ReadFormat, ReadOptions } from "./imported";
import { arrayOf, objectOf, parseTolerantly } from "./json";
import { counted, listed } from "@/core/text";
import { rootElement, startOf } from "./otherFormats";
import type { ReadingChoices } from "./readings";
import { isTextFormat, jsonFormat, textFormats } from "./sniff";
import { walkXml } from "./xml";

/** The format of the annotations, the file to start with, its content if that is JSON, and all files of the format. */
export type Detected = { format: ReadFormat; main: InputFile; json: unknown; candidates: readonly InputFile[] };

/** Formats whose readers take all files of the format; for the others, one file is read at a time. */
const SPREAD_OVER_FILES: readonly ReadFormat[] = ["yolo", "visdrone", "kitti_object", "datumaro", "voc", "labelme", "bdd100k"];

type Candidates = Map<ReadFormat, InputFile[]>;

/**
 * Detects the format of the files: JSON by its keys, XML as CVAT, text by its columns. Our own `ground_truth.json` takes precedence over
 * other formats in the same bundle; otherwise, if files have several formats, or there are several files of one, the user is asked. Null
 * if none has a known format. @throws OpenReading
 */
export function detect(
  files: readonly InputFile[],
  { format }: ReadOptions,
  readings: ReadingChoices,
  findings: FindingList,
): Detected | null {
  const jsons = new Map<InputFile, unknown>();
  const found = candidatesIn(files, jsons, findings);
  // For text files, whatever they look like, the user's choice counts; for JSON and XML, keys and elements leave no doubt.
  if (format !== undefined && isTextFormat(format) && !found.has(format)) {
    const all = texts(files);
    if (all.length > 0) found.set(format, all);
  }
  const chosen = chooseFormat(found, format, readings);
  if (chosen === null) return null;
  const candidates = preferred(chosen, found.get(chosen) ?? []);
  const main = SPREAD_OVER_FILES.includes(chosen) ? candidates[0] : chooseFile(candidates, jsons, readings);
  return main ? { format: chosen, main, json: jsons.get(main) ?? null, candidates } : null;
}

/** All files by format. Faults of files that cannot be read are among the findings. */
function candidatesIn(files: readonly InputFile[], jsons: Map<InputFile, unknown>, findings: FindingList): Candidates {
  const found: Candidates = new Map();
  const add = (format: ReadFormat | null, file: InputFile) => {
    if (format === null) return;
    const known = found.get(format);
    if (known) known.push(file);
    else found.set(format, [file]);
  };
  for (const file of files.filter(({ path }) => /\.json$/i.test(path))) {
    const fault = faultIn(() => {
      const content = parseTolerantly(file, findings);
      const format = jsonFormat(content);
      if (format !== null) jsons.set(file, content);
      add(format, file);
    });
    if (fault) findings.add(fault.finding);
  }
  for (const file of xmlFiles(files, findings)) add("cvat", file);
  for (const file of files) if (isVoc(file)) add("voc", file);
  for (const file of texts(files)) for (const format of textFormats(file)) add(format, file);
  return found;
}

/** Pascal VOC and LabelMe's old XML have the same root, but only one has boxes. */
function isVoc(file: InputFile): boolean {
  if (!/\.xml$/i.test(file.path)) return false;
  const start = startOf(file);
  return rootElement(start) === "annotation" && (/<(bnd|robnd)box\b/.test(start) || !/<polygon\b/.test(start));
}

/** XML files that can be read completely as CVAT; if none can, the first, whose reader says what is wrong. */
function xmlFiles(files: readonly InputFile[], findings: FindingList): InputFile[] {
  // A file without any element is broken, and one with another root has another format.
  const all = files.filter((file) => /\.xml$/i.test(file.path) && ["annotations", ""].includes(rootElement(startOf(file))));
  if (all.length < 2) return all;
  const faults: FormatError[] = [];
  const whole = all.filter((file) => {
    let root = "";
    const fault = faultIn(() => walkXml(file, { open: (name) => (root ||= name), text: () => {}, close: () => {} }));
    if (fault) faults.push(fault);
    return !fault && root === "annotations";
  });
  if (whole.length === 0) return all.slice(0, 1);
  for (const { finding } of faults) findings.add(finding);
  return whole;
}

/** Text files that may contain annotations. Those that other tools put next to labels count only if there is nothing else. */
function texts(files: readonly InputFile[]): InputFile[] {
  const all = files.filter(({ path }) => /\.(txt|csv|tsv)$/i.test(path));
  const labels = all.filter(({ path }) => !BESIDE_LABELS.test(baseName(path)));
  return labels.length > 0 ? labels : all;
}

/** The requested format, or the only one, or ours; otherwise the user chooses. Null if there is none. */
function chooseFormat(found: Candidates, format: ReadFormat | undefined, readings: ReadingChoices): ReadFormat | null {
  if (format !== undefined) return found.has(format) ? format : null;
  if (found.has("ground_truth")) return "ground_truth";
  const [first] = [...found.values()].flat();
  if (!first) return null;
  const chosen = readings.ask(
    {
      topic: "format",
      question: `There are annotations in ${found.size} formats`,
      readings: READ_FORMATS.flatMap((value) => {
        const files = found.get(value);
        return files ? [{ value, label: READ_FORMAT_NAMES[value], gives: listed(files.map(({ path }) => path)) }] : [];
      }),
    },
    first.path,
  );
  return READ_FORMATS.find((known) => known === chosen) ?? null;
}

/**
 * Among a benchmark's files, truth takes precedence over detections, and a whole sequence over its parts by class, which our bundles
 * have.
 */
function preferred(format: ReadFormat, found: readonly InputFile[]): readonly InputFile[] {
  if (format !== "mot") return found;
  const whole = found.filter(({ path }) => !path.split("/").includes("mot_per_class"));
  const files = whole.length > 0 ? whole : found;
  for (const name of ["gt.txt", "det.txt"]) {
    const named = files.filter(({ path }) => baseName(path).toLowerCase() === name);
    if (named.length > 0) return named;
  }
  return files;
}

/** The only file, or the one the user chooses. */
function chooseFile(files: readonly InputFile[], jsons: ReadonlyMap<InputFile, unknown>, readings: ReadingChoices): InputFile | undefined {
  const [first] = files;
  if (!first) return undefined;
  const path = readings.ask(
    {
      topic: "file",
      question: `${files.length} files contain annotations, and each is a separate video`,
      readings: files.map((file) => ({ value: file.path, label: file.path, ...contents(jsons.get(file)) })),
    },
    first.path,
  );
  return files.find((file) => file.path === path);
}

function contents(json: unknown): { gives?: string } {
  const root = objectOf(json);
  const count = arrayOf(root["annotations"]).length;
  return count > 0 ? { gives: counted(count, "annotation") } : {};
}

function faultIn(work: () => void): FormatError | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}
