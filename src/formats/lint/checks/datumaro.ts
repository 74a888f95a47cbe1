import { counted } from "@/core/text";
import { arrayOf, numberOf, objectOf, parseJsonFile } from "../../read/json";
import { AGAIN, type FormatCheck } from "./check";

/** Datumaro: one item per frame with a unique id, size as height and width, labels that exist. */
export const checkDatumaro: FormatCheck = ({ files, video, report }) => {
  const file = files.get("datumaro.json");
  if (!file) return;
  const datumaro = report(file.path);
  const root = objectOf(parseJsonFile(file));
  const items = arrayOf(root["items"]).map(objectOf);
  const labels = arrayOf(objectOf(objectOf(root["categories"])["label"])["labels"]);
  if (video && items.length !== video.frames)
    datumaro.error("items", `there are ${items.length}, the video has ${counted(video.frames, "frame")}`, AGAIN);
  if (new Set(items.map((item) => item["id"])).size !== items.length) datumaro.error("items", "two items have the same id", AGAIN);
  items.forEach((item, index) => {
    const [height, width] = arrayOf(objectOf(item["image"])["size"]);
    if (video && (height !== video.height || width !== video.width))
      datumaro.error(
        `items[${index}].image.size`,
        `it is ${String(height)}, ${String(width)}; height and width of the video are ${video.height}, ${video.width}`,
        AGAIN,
      );
    arrayOf(item["annotations"]).forEach((entry, at) => {
      const label = numberOf(objectOf(entry)["label_id"]);
      if (!Number.isInteger(label) || label < 0 || label >= labels.length)
        datumaro.error(`items[${index}].annotations[${at}].label_id`, `there is no label ${label}`, AGAIN);
    });
  });
};
