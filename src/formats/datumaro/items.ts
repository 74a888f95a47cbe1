import { framesByName } from "../read/frames";
import type { ReaderInput } from "../read/input";
import type { InputFile } from "../read/imported";
import { arrayOf, numberOf, objectOf, parseTolerantly, textOf, type JsonObject } from "../read/json";
import { counted, listed } from "@/core/text";

/** An item of a file, its index in it, its frame, and the file's names for its classes. */
export type DatumaroItem = { file: InputFile; index: number; item: JsonObject; frame: number; labels: readonly (string | undefined)[] };

type Item = Omit<DatumaroItem, "frame">;
/** The frame stated by an item; null if it states none. */
type FrameOf = (item: JsonObject) => number | null;

/**
 * The items of all files that are read, with their frames: as `attr.frame` or the video frame's index says, otherwise from the items'
 * names. Files that are subsets of one video are read together; the user can choose which.
 */
export function datumaroItems(input: ReaderInput): { items: DatumaroItem[]; roots: JsonObject[]; files: InputFile[] } {
  const roots = new Map<InputFile, JsonObject>(
    input.candidates.map((file) => [file, objectOf(file === input.main ? input.json : parseTolerantly(file, input.findings))]),
  );
  const given = [...roots].flatMap(([file, root]) => {
    const labels = arrayOf(objectOf(objectOf(root["categories"])["label"])["labels"]).map((label) => textOf(objectOf(label)["name"]));
    return arrayOf(root["items"]).map((item, index): Item => ({ file, index, labels, item: objectOf(item) }));
  });
  const frameOf = frameSource(given, input);
  const files = chooseFiles(given, frameOf, input);
  const chosen = chooseVideo(
    given.filter(({ file }) => files.includes(file)),
    input,
  );
  // Names count only if items do not state their frames.
  const byName = chosen.every(({ item }) => frameOf(item) !== null)
    ? null
    : framesByName(
        chosen.map(({ item }) => textOf(item["id"]) ?? ""),
        input,
      );
  return {
    items: chosen.flatMap((entry, at) => {
      const frame = frameOf(entry.item) ?? byName?.frames[at] ?? null;
      return frame === null ? [] : { ...entry, frame };
    }),
    roots: files.map((file) => objectOf(roots.get(file))),
    files,
  };
}

/** Where an item's frame is stored; if it is in two places that disagree, the user is asked. */
function frameSource(items: readonly Item[], { main, readings }: ReaderInput): FrameOf {
  const told = (value: unknown) => (value === undefined ? null : numberOf(value));
  const attribute: FrameOf = (item) => told(objectOf(item["attr"])["frame"]);
  const ofVideo: FrameOf = (item) => told(objectOf(item["video_frame"])["frame_index"] ?? objectOf(item["media"])["frame_index"]);
  const apart = items.find(({ item }) => attribute(item) !== null && ofVideo(item) !== null && attribute(item) !== ofVideo(item));
  if (!apart) return (item) => attribute(item) ?? ofVideo(item);
  const question = {
    topic: "frame-number",
    question: `Items have two frame numbers: ${attribute(apart.item)} as an attribute, ${ofVideo(apart.item)} as the video frame`,
    readings: [
      { value: "attribute", label: "the attribute frame" },
      { value: "video", label: "the video frame's frame_index" },
    ],
  };
  return readings.ask(question, main.path) === "video"
    ? (item) => ofVideo(item) ?? attribute(item)
    : (item) => attribute(item) ?? ofVideo(item);
}

/** All files if no frame is in two of them, unless the user wants one; otherwise the user has to choose. */
function chooseFiles(items: readonly Item[], frameOf: FrameOf, { main, candidates, readings }: ReaderInput): InputFile[] {
  if (candidates.length < 2) return [...candidates];
  const keys = items.map(({ item }) => frameOf(item) ?? `name ${textOf(item["id"]) ?? ""}`);
  const together = new Set(keys).size === keys.length;
  const question = {
    topic: "file",
    question: together
      ? `${candidates.length} files contain different frames`
      : `${candidates.length} files contain the same frames, and each may be a separate video`,
    readings: [
      ...(together ? [{ value: "all", label: "all together, as subsets of one video", gives: counted(keys.length, "frame") }] : []),
      ...candidates.map((file) => ({
        value: file.path,
        label: file.path,
        gives: counted(items.filter((item) => item.file === file).length, "frame"),
      })),
    ],
  };
  const wanted = readings.ask(together ? { ...question, assumed: "all" } : question, main.path);
  return candidates.filter(({ path }) => wanted === "all" || path === wanted);
}

/** The items of one video, if items name several. */
function chooseVideo(items: readonly Item[], { main, readings, findings }: ReaderInput): readonly Item[] {
  const videoOf = ({ item }: Item) => {
    const frame = objectOf(item["video_frame"]);
    return textOf(frame["video_path"] ?? frame["path"]) ?? "";
  };
  const videos = [...new Set(items.map(videoOf))];
  if (videos.length < 2) return items;
  const wanted = readings.ask(
    {
      topic: "video",
      question: `Items are of ${videos.length} videos`,
      readings: videos.map((value) => ({
        value,
        label: value === "" ? "the ones without a video" : value,
        gives: counted(items.filter((item) => videoOf(item) === value).length, "frame"),
      })),
    },
    main.path,
  );
  findings.add({
    severity: "info",
    file: main.path,
    place: "",
    message: `of ${videos.length} videos (${listed(videos)}) only "${wanted}" was read`,
    advice: "import the others separately",
  });
  return items.filter((item) => videoOf(item) === wanted);
}
