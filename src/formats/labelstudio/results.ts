import { arrayOf, idOf, isObject, objectOf, textOf, type JsonObject } from "../read/json";

/** A task of a project, its media, and what annotators drew. */
export type Task = {
  index: number;
  /** The file that was annotated. */
  media: string;
  isVideo: boolean;
  /** By annotator, in order; those that were cancelled or are empty are left out. */
  annotations: readonly { id: string; results: readonly JsonObject[] }[];
};

const PICTURES = /\.(jpe?g|png|webp|bmp|tiff?)(\?.*)?$/i;
const SHAPE_LABELS = ["rectanglelabels", "polygonlabels", "ellipselabels", "brushlabels", "keypointlabels"] as const;

/** Whether JSON is an export of Label Studio (JSON or JSON-MIN). */
export function isLabelStudio(root: readonly unknown[]): boolean {
  return root.slice(0, 200).some((entry) => isTask(objectOf(entry)) || isShortTask(objectOf(entry)));
}

/** All tasks of an export, in either form. */
export function tasksOf(root: readonly unknown[]): Task[] {
  return root.flatMap((entry, index) => {
    const task = objectOf(entry);
    if (!isTask(task) && !isShortTask(task)) return [];
    const data = isTask(task) ? objectOf(task["data"]) : task;
    const lists = isTask(task) ? annotationsOf(task) : [{ id: "1", results: shortResults(task) }];
    const annotations = lists.filter(({ results }) => results.length > 0);
    return [{ index, media: mediaOf(data), isVideo: annotations.some(({ results }) => results.some(isTrack)), annotations }];
  });
}

/** Whether a result is the track of a video. */
export function isTrack(result: JsonObject): boolean {
  return Array.isArray(objectOf(result["value"])["sequence"]);
}

/** The label of a result, or of the one with the same id, which Label Studio writes beside it for some configurations. */
export function labelOf(result: JsonObject): string | undefined {
  const value = objectOf(result["value"]);
  const lists = [value["labels"], ...SHAPE_LABELS.map((name) => value[name])];
  return lists.map((list) => textOf(arrayOf(list)[0])?.trim()).find((label) => label !== undefined && label !== "");
}

function isTask(entry: JsonObject): boolean {
  return isObject(entry["data"]) && ["annotations", "completions", "predictions"].some((key) => Array.isArray(entry[key]));
}

/** JSON-MIN: results stand beside the data, under the names of the controls. */
function isShortTask(entry: JsonObject): boolean {
  return entry["annotation_id"] !== undefined && shortResults(entry).length > 0;
}

function shortResults(entry: JsonObject): JsonObject[] {
  return Object.values(entry)
    .filter((value) => Array.isArray(value))
    .flatMap((list) =>
      arrayOf(list)
        .filter(isObject)
        .filter((value) => Array.isArray(value["sequence"]) || (value["x"] ?? value["points"]) !== undefined)
        .map((value) => ({
          value,
          original_width: value["original_width"],
          original_height: value["original_height"],
        })),
    );
}

function annotationsOf(task: JsonObject): Task["annotations"] {
  const drawn = arrayOf(task["annotations"] ?? task["completions"]).map(objectOf);
  const valid = drawn.filter((annotation) => annotation["was_cancelled"] !== true && arrayOf(annotation["result"]).length > 0);
  // What a model proposed counts only where nobody has drawn anything.
  const lists = valid.length > 0 ? valid : arrayOf(task["predictions"]).map(objectOf);
  return lists.map((annotation, index) => ({
    id: idOf(annotation["id"]) ?? String(index + 1),
    results: arrayOf(annotation["result"]).filter(isObject),
  }));
}

function mediaOf(data: JsonObject): string {
  const texts = Object.values(data).filter((value) => typeof value === "string");
  const named = ["video", "image", "img"].map((name) => textOf(data[name])).find((value) => value !== undefined);
  return named ?? texts.find((text) => PICTURES.test(text)) ?? texts[0] ?? "";
}
