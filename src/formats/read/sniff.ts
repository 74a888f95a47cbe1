import { isYoutubeVis } from "../coco/youtubeVis";
import { isScalabel } from "../bdd100k/reader";
import { isDive } from "../dive/reader";
import { isLabelMe } from "../labelme/reader";
import { isLabelStudio } from "../labelstudio/results";
import { looksLikeKitti, looksLikeKittiObject } from "../kitti/sniff";
import { looksLikeMot, mayBeYoloInPixels } from "../mot/sniff";
import { looksLikeMots } from "../mots/sniff";
import { looksLikeTable } from "../table/sniff";
import { looksLikeViame } from "../viame/sniff";
import { looksLikeVisDrone } from "../visdrone/sniff";
import { looksLikeBrokenYolo, looksLikeYolo } from "../yolo/sniff";
import type { InputFile, ReadFormat } from "./imported";
import { isObject } from "./json";
import { isUtf16, utf16Decoder } from "./text";
import type { TextSample } from "./textSample";

const SNIFFED_BYTES = 4096;

/** Formats of text files; the first that a file looks like is used. */
const TEXT_FORMATS: readonly { format: ReadFormat; matches: (sample: TextSample) => boolean }[] = [
  { format: "viame", matches: looksLikeViame },
  { format: "csv", matches: (sample) => /\.[ct]sv$/i.test(sample.path) && looksLikeTable(sample) },
  { format: "kitti", matches: looksLikeKitti },
  { format: "kitti_object", matches: looksLikeKittiObject },
  { format: "mots", matches: looksLikeMots },
  { format: "visdrone", matches: looksLikeVisDrone },
  { format: "mot", matches: looksLikeMot },
  { format: "yolo", matches: looksLikeYolo },
  { format: "csv", matches: looksLikeTable },
];

/** The format of a text file by its first rows; two if rows fit both, none if it has no known format, or no rows. */
export function textFormats(file: InputFile): ReadFormat[] {
  const sample = { path: file.path, rows: firstRows(file.bytes) };
  if (sample.rows.length === 0) return [];
  const [first] = TEXT_FORMATS.flatMap(({ format, matches }) => (matches(sample) ? [format] : []));
  if (first === undefined) return isAmongLabels(sample) && looksLikeBrokenYolo(sample) ? ["yolo"] : [];
  return first === "mot" && mayBeYoloInPixels(sample) ? ["yolo", ...(isAmongLabels(sample) ? [] : [first])] : [first];
}

/** Whether files of the format are texts. */
export function isTextFormat(format: ReadFormat): boolean {
  return TEXT_FORMATS.some((known) => known.format === format);
}

/** Ultralytics and others store their files in a folder of this name. */
function isAmongLabels({ path }: TextSample): boolean {
  return path.split("/").slice(0, -1).includes("labels");
}

/** The complete rows within the first bytes; for a single longer row, its beginning. */
function firstRows(bytes: Uint8Array): string[] {
  const start = bytes.subarray(0, SNIFFED_BYTES);
  const text = new TextDecoder(isUtf16(bytes) ? utf16Decoder(bytes).encoding : "utf-8").decode(start);
  const lines = text.split(/\r\n|\r|\n/);
  if (bytes.length > SNIFFED_BYTES && lines.length > 1) lines.pop();
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}

/** The format of a JSON document by its keys. */
export function jsonFormat(root: unknown): ReadFormat | null {
  if (Array.isArray(root)) return isLabelStudio(root) ? "label_studio" : isScalabel(root) ? "bdd100k" : null;
  if (!isObject(root)) return null;
  if (isObject(root["openlabel"])) return "openlabel";
  if (isObject(root["video_metadata"]) && Array.isArray(root["annotations"])) return "ground_truth";
  if (Array.isArray(root["items"]) && isObject(root["categories"])) return "datumaro";
  if (isLabelMe(root)) return "labelme";
  if (isScalabel(root)) return "bdd100k";
  if (isDive(root)) return "dive";
  return (Array.isArray(root["images"]) && Array.isArray(root["annotations"])) || isYoutubeVis(root) ? "coco" : null;
}
