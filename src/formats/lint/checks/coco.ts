import { counted } from "@/core/text";
import { decompressRuns, runsArea } from "../../coco/rle";
import { arrayOf, isObject, numberOf, objectOf, parseJsonFile, textOf } from "../../read/json";
import { clipToFrame } from "../../write/boxes";
import { cocoKeypointsFault } from "../keypoints";
import { AGAIN, type FormatCheck } from "./check";

/** pycocotools: ids from 1, area and iscrowd always, boxes in their image, masks of the image's size. */
export const checkCoco: FormatCheck = ({ files, video, report }) => {
  const file = files.get("coco.json") ?? files.get("kwcoco.json");
  if (!file) return;
  const coco = report(file.path);
  const root = objectOf(parseJsonFile(file));
  const images = new Map(arrayOf(root["images"]).map((entry) => [objectOf(entry)["id"], objectOf(entry)] as const));
  const count = arrayOf(root["images"]).length;
  if (images.size !== count) coco.error("images", "two images have the same id", AGAIN);
  if (video && count !== video.frames)
    coco.error("images", `it lists ${counted(count, "image")}, the video has ${counted(video.frames, "frame")}`, AGAIN);
  const names = arrayOf(root["images"]).map((entry) => objectOf(entry)["file_name"]);
  if (new Set(names).size !== names.length) coco.error("images", "two images have the same file_name", AGAIN);
  const categories = arrayOf(root["categories"]).map((entry) => objectOf(entry)["id"]);
  if (new Set(categories).size !== categories.length) coco.error("categories", "two categories have the same id", AGAIN);
  const ids = new Set<unknown>();
  arrayOf(root["annotations"]).forEach((entry, index) => {
    const annotation = objectOf(entry);
    const fault = (name: string, message: string) => coco.error(`annotations[${index}].${name}`, message, AGAIN);
    const id = numberOf(annotation["id"]);
    if (!Number.isInteger(id) || id < 1) fault("id", `id ${id}: ids start at 1, as 0 means "unmatched" to evaluators`);
    if (ids.has(id)) fault("id", `id ${id} is used twice`);
    ids.add(id);
    if (!(numberOf(annotation["area"]) >= 0)) fault("area", "it is missing, and evaluators require it");
    if (annotation["iscrowd"] !== 0 && annotation["iscrowd"] !== 1) fault("iscrowd", "it is missing, and evaluators require it");
    const image = images.get(annotation["image_id"]);
    const [x = 0, y = 0, width = 0, height = 0] = arrayOf(annotation["bbox"]).map(numberOf);
    if (image && (x < 0 || y < 0 || x + width > numberOf(image["width"]) || y + height > numberOf(image["height"])))
      fault("bbox", "it extends beyond its image");
    const whole = arrayOf(annotation["unclipped_bbox"]).map(numberOf);
    if (image && whole.length === 4) {
      const [left = 0, top = 0, wide = 0, high = 0] = whole;
      const inside = clipToFrame(
        { x: left, y: top, width: wide, height: high },
        { width: numberOf(image["width"]), height: numberOf(image["height"]) },
      );
      if (!inside || inside.x !== x || inside.y !== y || inside.width !== width || inside.height !== height)
        fault("bbox", "it is not the part of unclipped_bbox inside the image");
    }
    if (image && annotation["keypoints"] !== undefined) {
      const size = { width: numberOf(image["width"]), height: numberOf(image["height"]) };
      const message = cocoKeypointsFault(arrayOf(annotation["keypoints"]).map(numberOf), numberOf(annotation["num_keypoints"]), size);
      if (message) fault("keypoints", message);
    }
    const mask = annotation["segmentation"];
    if (!isObject(mask)) {
      if (arrayOf(mask).length === 0 && numberOf(annotation["area"]) !== width * height)
        fault("area", `it is ${String(annotation["area"])}, the bbox has ${width * height}`);
      return;
    }
    const [rows = 0, columns = 0] = arrayOf(mask["size"]).map(numberOf);
    const runs = decompressRuns(textOf(mask["counts"]) ?? "");
    if (!runs || runs.reduce((sum, run) => sum + run, 0) !== rows * columns) fault("segmentation", "its runs do not add up to the image");
    else if (image && (rows !== image["height"] || columns !== image["width"])) fault("segmentation", "its size is not that of the image");
    else if (runsArea(runs) !== annotation["area"])
      fault("area", `it is ${String(annotation["area"])}, the mask has ${counted(runsArea(runs), "pixel")}`);
  });
};
