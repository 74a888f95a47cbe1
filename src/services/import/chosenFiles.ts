import { isSystemFile, mayBeOtherFormat } from "@/formats";
import { isVideoFile } from "../media/videoFile";
import type { ChosenFile } from "./protocol";

/** Files with their paths in the chosen or dropped folder, if the browser provides them; system files are left out. */
export function chosenFiles(files: readonly File[]): ChosenFile[] {
  return files.map((file) => ({ path: pathOf(file), blob: file })).filter(({ path }) => !isSystemFile(path));
}

/** The video among the chosen files, and the others; if there are several videos, it is unknown which is the right one. */
export function withoutVideo(files: readonly File[]): { video: File | null; others: readonly File[] } {
  const videos = files.filter(isVideoFile);
  const others = files.filter((file) => !isVideoFile(file));
  return { video: videos.length === 1 ? (videos[0] ?? null) : null, others };
}

function pathOf(file: File & { readonly path?: string; readonly relativePath?: string }): string {
  const given = file.webkitRelativePath || file.relativePath || file.path || file.name;
  return given.replace(/^(\.{0,2}\/)+/, "") || file.name;
}

/**
 * What distinguishes annotations from a scenario among JSON files: keys of formats that are read, and of others, which the import names.
 */
const ANNOTATION_KEYS = new RegExp(
  `"(${[
    ...["openlabel", "video_metadata", "images", "items", "categories", "imagePath", "regions", "_via_settings", "_via_img_metadata"],
    ...["imgHeight", "bbox", "box2d", "sample_token", "framesCount", "visitedFrames"],
  ].join("|")})"\\s*:`,
);
const SNIFFED_BYTES = 65_536;

/** Whether dropped or chosen files are annotations to import, rather than a scenario to open. */
export async function areAnnotations(files: readonly File[]): Promise<boolean> {
  const [file] = files;
  if (!file) return false;
  if (files.length > 1 || /\.(xml|txt|csv|zip|ya?ml)$/i.test(file.name) || mayBeOtherFormat(file.name)) return true;
  if (!/\.json$/i.test(file.name)) return false;
  const start = await file.slice(0, SNIFFED_BYTES).text();
  return !start.includes('"schemaVersion"') && ANNOTATION_KEYS.test(start);
}
