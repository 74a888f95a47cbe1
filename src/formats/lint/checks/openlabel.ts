import { arrayOf, isObject, numberOf, objectOf, parseJsonFile, textOf, type JsonObject } from "../../read/json";
import { AGAIN, type FormatCheck } from "./check";

/** OpenLABEL: version, keys, and intervals (inclusive at both ends) that agree with the frames. */
export const checkOpenLabel: FormatCheck = ({ files, video, report }) => {
  const file = files.get("openlabel.json");
  if (!file) return;
  const openLabel = report(file.path);
  const document = objectOf(parseJsonFile(file));
  if (Object.keys(document).some((key) => key !== "openlabel"))
    openLabel.error("", 'there are other keys next to "openlabel"', "move them into it, or remove them");
  const root = objectOf(document["openlabel"]);
  const version = objectOf(root["metadata"])["schema_version"];
  if (version !== "1.0.0") openLabel.error("metadata.schema_version", `it is "${String(version)}" instead of "1.0.0"`, AGAIN);
  const frames = Object.entries(objectOf(root["frames"]));
  if (video && frames.length !== video.frames)
    openLabel.error("frames", `there are ${frames.length}, the video has ${video.frames}`, AGAIN);

  for (const [id, object] of Object.entries(objectOf(root["objects"]))) checkBoxes(id, objectOf(object));

  for (const kind of ["objects", "contexts"] as const) {
    const present = new Map<string, number[]>();
    for (const [frame, content] of frames)
      for (const id of Object.keys(objectOf(objectOf(content)[kind]))) {
        const at = present.get(id);
        if (at) at.push(Number(frame));
        else present.set(id, [Number(frame)]);
      }
    const elements = objectOf(root[kind]);
    for (const [id, element] of Object.entries(elements)) {
      const told = isObject(element) ? framesTold(element) : [];
      const real = (present.get(id) ?? []).sort((a, b) => a - b);
      const differing = told.findIndex((frame, index) => frame !== real[index]);
      if (differing >= 0 || told.length !== real.length)
        openLabel.error(
          `${kind}["${id}"].frame_intervals`,
          "they do not match the frames it appears in, from frame " +
            `${Math.min(...[told[Math.max(differing, 0)], real[Math.max(differing, 0)]].filter((frame) => frame !== undefined))} on`,
          AGAIN,
        );
    }
    for (const id of present.keys())
      if (!(id in elements)) openLabel.error(`${kind}["${id}"]`, "frames refer to it, but it is not defined", AGAIN);
  }

  /** The pointers of an object's boxes compared with the frames that contain them; a visible box must be inside the whole one. */
  function checkBoxes(id: string, object: JsonObject): void {
    const pointers = objectOf(object["object_data_pointers"]);
    const held = new Map<string, number[]>();
    for (const [frame, content] of frames) {
      const boxes = new Map<string, readonly unknown[]>();
      const data = objectOf(objectOf(objectOf(objectOf(content)["objects"])[id])["object_data"]);
      for (const entry of [...arrayOf(data["bbox"]), ...arrayOf(data["cuboid"])].map(objectOf)) {
        const name = textOf(entry["name"]) ?? "";
        boxes.set(name, arrayOf(entry["val"]));
        const at = held.get(name);
        if (at) at.push(Number(frame));
        else held.set(name, [Number(frame)]);
      }
      const [whole, visible] = [edgesOf(boxes.get("bounding_box")), edgesOf(boxes.get("visible_box"))];
      if (
        whole &&
        visible &&
        (visible.left < whole.left || visible.top < whole.top || visible.right > whole.right || visible.bottom > whole.bottom)
      )
        openLabel.error(`frames["${frame}"].objects["${id}"]`, "visible_box extends beyond bounding_box", AGAIN);
    }
    for (const name of new Set([...held.keys(), ...Object.keys(pointers)])) {
      const told = framesTold(objectOf(pointers[name]));
      const real = (held.get(name) ?? []).sort((a, b) => a - b);
      if (told.join() !== real.join())
        openLabel.error(
          `objects["${id}"].object_data_pointers.${name}`,
          "its intervals do not match the frames that contain the box",
          AGAIN,
        );
    }
  }
};

function edgesOf(val: readonly unknown[] | undefined): { left: number; top: number; right: number; bottom: number } | null {
  if (!val) return null;
  const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = val.map(numberOf);
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

function framesTold(element: JsonObject): number[] {
  const frames: number[] = [];
  for (const interval of arrayOf(element["frame_intervals"]).map(objectOf)) {
    const end = numberOf(interval["frame_end"]);
    for (let frame = numberOf(interval["frame_start"]); frame <= end && frames.length < 1_000_000; frame++) frames.push(frame);
  }
  return frames;
}
