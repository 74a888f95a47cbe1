import { FindingList, FormatError } from "../finding";
import { baseName } from "./input";
import type { InputFile } from "./imported";
import { arrayOf, isObject, objectOf, parseTolerantly, type JsonObject } from "./json";
import { isUtf16, utf16Decoder } from "./text";

/** An annotation format that cannot be imported, and what its user can do. */
type OtherFormat = { name: string; advice: string };

const CONVERT = "convert it to COCO or MOTChallenge first, for instance with FiftyOne or Datumaro, and import that";
const NO_BOXES = "it contains no 2-D boxes, which are all that can be imported (COCO, CVAT, KITTI, MOTChallenge and others)";
const IN_SPACE = "its boxes are 3-D; project them into one camera and save them as COCO or KITTI labels";
const LINES_OF_JSON = "it has one line of JSON per image; convert it to a single COCO file and import that";

const LABELME_XML = {
  name: "LabelMe (XML)",
  advice: "convert it to COCO, for instance with Datumaro (its format label_me), and import that",
};
const UA_DETRAC = {
  name: "UA-DETRAC",
  advice: "write each target as a MOTChallenge row: frame, id, left, top, width, height, 1, class, 1; and import that",
};
const OPENSCENARIO = { name: "OpenSCENARIO", advice: `it describes what should happen on a road; ${NO_BOXES}` };
const OPENDRIVE = { name: "OpenDRIVE", advice: `it describes a road; ${NO_BOXES}` };
const NUSCENES = {
  name: "nuScenes",
  advice: "its boxes are 3-D: export them into one camera with the devkit's export_2d_annotations_as_json.py, and save those as COCO",
};
const WAYMO = {
  name: "Waymo Open Dataset or other TFRecord data",
  advice: "extract the labels of one camera with the dataset's own tools, and save them as COCO or MOTChallenge",
};
const VOTT = {
  name: "VoTT",
  advice: "convert it to COCO, for instance with Datumaro (its formats vott_json and vott_csv), and import that",
};
const VIA = { name: "VIA (VGG Image Annotator)", advice: "in VIA, export the annotations in COCO format, and import that" };
const SUPERVISELY = { name: "Supervisely", advice: "in Supervisely, export as COCO, and import that" };

/** By the root element. */
const XML_ROOTS: Record<string, OtherFormat> = {
  sequence: UA_DETRAC,
  boost_serialization: {
    name: "KITTI raw tracklets",
    advice: "its boxes are 3-D; for KITTI, import the text labels instead: label_02 (tracking) or label_2 (object)",
  },
  openscenario: OPENSCENARIO,
  opendrive: OPENDRIVE,
  osm: { name: "OpenStreetMap", advice: `it is a map; ${NO_BOXES}` },
  net: { name: "a SUMO road network", advice: `it is a map; ${NO_BOXES}` },
  "fcd-export": { name: "SUMO floating car data", advice: NO_BOXES },
  viper: { name: "ViPER", advice: CONVERT },
  dataset: { name: "dlib or CVML (CAVIAR, PETS)", advice: CONVERT },
  opencv_storage: { name: "OpenCV storage", advice: NO_BOXES },
  kml: { name: "KML", advice: NO_BOXES },
  gpx: { name: "GPX", advice: NO_BOXES },
};

/** By the file's extension. */
const ENDINGS: Record<string, OtherFormat> = {
  xosc: OPENSCENARIO,
  xodr: OPENDRIVE,
  tfrecord: WAYMO,
  tfrecords: WAYMO,
  parquet: { name: "Parquet", advice: CONVERT },
  bag: { name: "a ROS bag", advice: CONVERT },
  db3: { name: "a ROS bag", advice: CONVERT },
  mcap: { name: "MCAP", advice: CONVERT },
  mat: { name: "a MATLAB file", advice: CONVERT },
  pkl: { name: "a Python pickle", advice: CONVERT },
  vott: VOTT,
  ndjson: { name: "lines of JSON (Labelbox and others)", advice: LINES_OF_JSON },
  jsonl: { name: "lines of JSON (Labelbox and others)", advice: LINES_OF_JSON },
  manifest: { name: "a manifest of SageMaker Ground Truth", advice: LINES_OF_JSON },
  rar: { name: "a RAR archive", advice: "unpack it and choose the folder, or repack it as a ZIP" },
  "7z": { name: "a 7-Zip archive", advice: "unpack it and choose the folder, or repack it as a ZIP" },
  tar: { name: "a TAR archive", advice: "unpack it and choose the folder, or repack it as a ZIP" },
  gz: { name: "a gzip file", advice: "unpack it and choose the file or folder" },
  tgz: { name: "a TAR archive", advice: "unpack it and choose the folder, or repack it as a ZIP" },
};

/** Folders that contain sequences of plain images under the same names, such as KITTI's `image_02`. */
const PICTURE_FOLDER = /^(images?|img|pictures?|frames?|rgb|colou?r|left|right|depth)(\b|_|\d)/i;
const MASK_PICTURES = {
  name: "a folder of images named like MOTS instance masks",
  advice:
    "for KITTI MOTS and MOTSChallenge, import the text files with the same masks: instances_txt/0000.txt or gt/gt.txt; " +
    "ordinary images contain no annotations",
};

const DOTA = {
  name: "DOTA",
  advice: "write each object as a YOLO row (class number, then the corners as fractions of the picture), or convert it to COCO",
};

const SNIFFED_BYTES = 65_536;

const NAMED = 5;

/** Adds an error for each format among the files that people try and that cannot be imported. False if there is none. */
export function nameOtherFormats(files: readonly InputFile[], findings: FindingList): boolean {
  const found = new Map<string, { other: OtherFormat; files: InputFile[] }>();
  for (const file of files) {
    const other = otherFormat(file, jsonOf(file));
    if (!other) continue;
    const known = found.get(other.name);
    if (known) known.files.push(file);
    else found.set(other.name, { other, files: [file] });
  }
  for (const { other, files: alike } of [...found.values()].slice(0, NAMED))
    findings.add({
      severity: "error",
      file: alike[0]?.path ?? "",
      place: "",
      message: `${other.name} cannot be imported${alike.length > 1 ? ` (${alike.length} files)` : ""}`,
      advice: other.advice,
    });
  return found.size > 0;
}

function jsonOf(file: InputFile): unknown {
  if (endingOf(file.path) !== "json") return undefined;
  try {
    // The error was reported when the format was detected.
    return parseTolerantly(file, new FindingList());
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** The beginning of a text file, where its format is visible. */
export function startOf({ bytes }: InputFile): string {
  return new TextDecoder(isUtf16(bytes) ? utf16Decoder(bytes).encoding : "utf-8").decode(bytes.subarray(0, SNIFFED_BYTES));
}

/** Whether a file's name alone shows that its format cannot be imported. */
export function mayBeOtherFormat(path: string): boolean {
  return byName(path) !== null;
}

function byName(path: string): OtherFormat | null {
  const ending = endingOf(path);
  if (Object.hasOwn(ENDINGS, ending)) return ENDINGS[ending] ?? null;
  return isMaskPicture(path) ? MASK_PICTURES : null;
}

/** Images named as MOTS names its instance masks: a folder for each sequence, an image for each frame. */
function isMaskPicture(path: string): boolean {
  const [frame = "", sequence = "", parent = ""] = path.split("/").reverse();
  return /^\d{6}\.png$/i.test(frame) && /^\d{4}$/.test(sequence) && !PICTURE_FOLDER.test(parent);
}

/**
 * The format of a file, if it is one that people try and that cannot be imported; null for any other.
 * @param json its content, if that is JSON
 */
function otherFormat(file: InputFile, json?: unknown): OtherFormat | null {
  const named = byName(file.path);
  if (named) return named;
  const ending = endingOf(file.path);
  if (json !== undefined) return Array.isArray(json) ? otherList(json) : isObject(json) ? otherObject(json) : null;
  const start = startOf(file);
  if (ending === "xml") return otherXml(start);
  return ending === "csv" ? otherTable(start) : ending === "txt" ? otherText(start) : null;
}

function endingOf(path: string): string {
  return /\.([A-Za-z0-9]+)$/.exec(baseName(path))?.[1]?.toLowerCase() ?? "";
}

function otherXml(start: string): OtherFormat | null {
  const root = rootElement(start);
  if (root === "annotation") return LABELME_XML;
  const name = root.toLowerCase();
  return Object.hasOwn(XML_ROOTS, name) ? (XML_ROOTS[name] ?? null) : null;
}

/** Name of the first element, after declarations and comments; empty if there is none. */
export function rootElement(start: string): string {
  const bare = start.replace(/<!--[\s\S]*?-->/g, "").replace(/<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>/i, "");
  return /<([A-Za-z_][\w.:-]*)/.exec(bare)?.[1] ?? "";
}

function otherObject(root: JsonObject): OtherFormat | null {
  const has = (...names: string[]) => names.every((name) => root[name] !== undefined);
  if (has("_via_settings") || has("_via_img_metadata") || has("project", "metadata", "file")) return VIA;
  if (
    Object.values(root)
      .slice(0, 20)
      .some((entry) => isObject(entry) && entry["filename"] !== undefined && entry["regions"] !== undefined)
  )
    return VIA;
  if (has("asset", "regions") || has("assets", "tags") || has("visitedFrames") || has("lastVisitedAssetId")) return VOTT;
  if (has("imgHeight", "imgWidth", "objects")) return { name: "Cityscapes", advice: CONVERT };
  if (
    has("framesCount", "objects") ||
    (has("size", "objects") && arrayOf(root["objects"]).some((object) => objectOf(object)["classTitle"] !== undefined))
  )
    return SUPERVISELY;
  if (has("item", "annotations") || (has("dataset", "image") && has("annotations")))
    return { name: "Darwin JSON (V7)", advice: "in V7, export as COCO, and import that" };
  if (has("frames") && arrayOf(root["frames"]).some(isInSpace)) return { name: "BDD100K or Scalabel in 3-D", advice: IN_SPACE };
  if (has("scenes") || has("sample_token") || (has("results", "meta") && isObject(root["results"]))) return NUSCENES;
  if (isObject(root["vcd"]))
    return { name: "VCD (before OpenLABEL)", advice: "load it with the Python package vcd and save it as OpenLABEL, and import that" };
  if (has("schemaVersion", "actors")) return { name: "a scenario of Jaywalk", advice: "open it with File, Open, or jaywalk render" };
  return null;
}

function otherList(root: readonly unknown[]): OtherFormat | null {
  const sample = root.slice(0, 50).filter(isObject);
  const any = (test: (entry: JsonObject) => boolean) => sample.some(test);
  if (any((entry) => entry["data_row"] !== undefined || entry["Labeled Data"] !== undefined))
    return { name: "Labelbox", advice: "convert it to COCO, and import that" };
  if (any((entry) => isInSpace(entry) || arrayOf(entry["frames"]).some(isInSpace)))
    return { name: "BDD100K or Scalabel in 3-D", advice: IN_SPACE };
  if (any((entry) => entry["token"] !== undefined || entry["sample_data_token"] !== undefined)) return NUSCENES;
  if (
    any(
      (entry) => entry["image"] !== undefined && arrayOf(entry["annotations"]).some((each) => objectOf(each)["coordinates"] !== undefined),
    )
  )
    return { name: "CreateML", advice: CONVERT };
  if (any((entry) => entry["image_id"] !== undefined && entry["bbox"] !== undefined && entry["score"] !== undefined))
    return {
      name: "COCO results",
      advice: "these are detections: score them against a bundle with jaywalk evaluate, or add images and categories to make a COCO file",
    };
  if (any((entry) => entry["psr"] !== undefined || (entry["position"] !== undefined && entry["dimensions"] !== undefined)))
    return { name: "3-D boxes", advice: IN_SPACE };
  return null;
}

/** A frame in Scalabel's form whose labels are only 3-D. */
function isInSpace(entry: unknown): boolean {
  const frame = objectOf(entry);
  return [...arrayOf(frame["labels"]), ...arrayOf(frame["objects"])].some((label) => objectOf(label)["box3d"] !== undefined);
}

function otherTable(start: string): OtherFormat {
  const [head = ""] = start.split(/\r?\n/, 1);
  if (/region_shape_attributes/.test(head)) return VIA;
  return {
    name: "a CSV table whose columns are not known",
    advice:
      "name the columns in its first row: frame, track_id, class, left, top, width, height (or xmin, ymin, xmax, ymax); " +
      "of rows without a header, VIAME's and MOTChallenge's are read",
  };
}

/** Class, and centre and size as fractions. */
function isYolo(columns: readonly string[]): boolean {
  const [classNumber = "", ...box] = columns;
  return /^\d+$/.test(classNumber) && box.length === 4 && box.every((column) => /^\d*\.?\d+$/.test(column) && Number(column) <= 1);
}

function otherText(start: string): OtherFormat | null {
  const lines = start
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, 20);
  if (lines.length > 0 && lines.every((line) => /^(-?\d+ ){9}"[^"]*"/.test(line)))
    return {
      name: "VATIC's rows, as in the Stanford Drone Dataset",
      advice:
        "a row is track, left, top, right, bottom, frame, lost, …: write them as MOTChallenge rows (frame, " +
        "id, left, top, width, height, 1, class, 1), and import that",
    };
  if (lines.some((line) => /^(-?\d+(\.\d+)?\s+){8}[^\s\d]\S*\s+[0-2]$/.test(line.trim()))) return DOTA;
  if (lines.length > 0 && lines.every((line) => isYolo(line.split(/\s*[,;]\s*/))))
    return {
      name: "a text file like YOLO's, but with commas or semicolons,",
      advice: "separate the numbers by spaces: class, centre x, centre y, width, height; and import it again",
    };
  if (lines.length > 0 && lines.every((line) => /^[^\s\d]\S*(\s+-?[\d.]+){4}$/.test(line.trim())))
    return {
      name: "a text file with a name and four numbers a row",
      advice:
        "if these are YOLO's, write the class as a number, with its name in classes.txt or data.yaml; " +
        "if they are pixels of the left, top, right and bottom edge, as for tools that compute mAP, convert them to COCO",
    };
  if (lines.some((line) => /(^|[\s;])-?\d+,\d+([\s;]|$)/.test(line)))
    return {
      name: "a text file with decimal commas (0,5)",
      advice: "write the numbers with decimal points (0.5) and import it again; in MOTChallenge, commas separate columns",
    };
  return null;
}
