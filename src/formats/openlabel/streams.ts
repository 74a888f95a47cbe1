import type { ReaderInput } from "../read/input";
import { arrayOf, countOf, numberOf, objectOf, textOf, type JsonObject } from "../read/json";
import { counted } from "@/core/text";

/** Names of attributes in which tools store the camera of a box. */
const STREAM_ATTRIBUTES = new Set(["stream", "sensor", "camera"]);

/** The reading for boxes without a stream, next to others that have one. */
const UNNAMED = "unnamed";

/** Where a box's stream may be stated: in the box, in its object at this frame, or in the object itself. */
export type BoxPlace = { box: JsonObject; inFrame: JsonObject; object: JsonObject };

/** The stream whose boxes are read. */
export type Stream = {
  /** Whether a box belongs to it; a different stream's name is counted as left out. */
  takes(place: BoxPlace): boolean;
  /** What the file says about it; empty if it says nothing. */
  properties: JsonObject;
  /** The frame in its own video, from the number of a frame in the file; null if it has none there. */
  frameOf(frame: number): number | null;
};

/** The only stream, or the one that the user chooses: a box belongs to its stream, and a video comes from one camera. */
export function chooseStream(root: JsonObject, places: Iterable<BoxPlace>, { main, findings, unmapped, readings }: ReaderInput): Stream {
  const streams = objectOf(root["streams"]);
  const names = Object.keys(streams);
  const cameras = names.filter((name) => objectOf(streams[name])["type"] === "camera");
  const counts = new Map<string | null, number>();
  for (const place of places) {
    const name = streamOf(place, names);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const named = [...counts.keys()].filter((name) => name !== null);
  const isOne = named.length <= 1 && new Set([...named, ...cameras]).size <= 1;
  const label = (name: string) => ({
    value: name,
    label: name,
    gives: [counts.has(name) ? counted(counts.get(name) ?? 0, "box", "boxes") : "", sizeText(streams[name])]
      .filter((text) => text !== "")
      .join(", "),
  });
  const unnamed = { value: UNNAMED, label: "boxes without a stream", gives: counted(counts.get(null) ?? 0, "box", "boxes") };
  // If no box names its stream, only the user can say whose picture they are in.
  const options = named.length > 0 ? [...named.map(label), ...(counts.has(null) ? [unnamed] : [])] : cameras.map(label);
  const chosen =
    isOne || options.length === 0
      ? (named[0] ?? cameras[0])
      : readings.ask(
          {
            topic: "stream",
            question:
              named.length > 0
                ? `There are boxes from ${options.length} streams`
                : `There are ${cameras.length} cameras, and boxes do not say which one they belong to`,
            readings: options,
          },
          main.path,
        );
  if (!isOne && named.length === 0)
    findings.add({
      severity: "warning",
      file: main.path,
      place: "streams",
      message: `boxes do not say which of ${cameras.length} cameras they belong to`,
      advice: `all were assumed to belong to "${chosen}"`,
    });

  const properties = objectOf(objectOf(streams[chosen ?? ""])["stream_properties"]);
  const frameOf = frameNumbers(root, chosen, main.path, readings);
  return {
    properties,
    frameOf,
    takes(place) {
      if (isOne || named.length === 0) return true;
      const name = streamOf(place, names);
      if ((name ?? UNNAMED) === chosen) return true;
      unmapped.count("boxes of other streams", "a scenario is one video; import them separately", name ?? "no stream");
      return false;
    },
  };
}

/** The stream that a box names; null if it names none in the file. */
function streamOf({ box, inFrame, object }: BoxPlace, names: readonly string[]): string | null {
  const attribute = arrayOf(objectOf(box["attributes"])["text"])
    .map(objectOf)
    .find((text) => STREAM_ATTRIBUTES.has(String(text["name"]).toLowerCase()));
  const said = [
    box["stream"],
    box["coordinate_system"],
    attribute?.["val"],
    inFrame["stream"],
    inFrame["coordinate_system"],
    object["stream"],
    object["coordinate_system"],
  ];
  for (const value of said) {
    const name = textOf(value);
    if (name !== undefined && (names.length === 0 || names.includes(name))) return name;
  }
  const inName = names.filter(
    (name) =>
      textOf(box["name"])
        ?.split(/[^\p{L}\p{N}]+/u)
        .includes(name) ?? false,
  );
  return inName.length === 1 ? (inName[0] ?? null) : null;
}

function sizeText(stream: unknown): string {
  const { width, height } = sizeOf(objectOf(objectOf(stream)["stream_properties"]));
  return width === undefined || height === undefined ? "" : `${width} × ${height}`;
}

/** Size of a camera's pictures in pixels, as far as it is stated. */
export function sizeOf(properties: JsonObject): { width: number | undefined; height: number | undefined } {
  const intrinsics = objectOf(properties["intrinsics_pinhole"] ?? properties["intrinsics_fisheye"] ?? properties["intrinsics_custom"]);
  return {
    width: countOf(intrinsics["width_px"]) ?? countOf(properties["width"]),
    height: countOf(intrinsics["height_px"]) ?? countOf(properties["height"]),
  };
}

/** Frame numbers are the file's; if the stream has its own and they differ, the user chooses. */
function frameNumbers(root: JsonObject, stream: string | undefined, file: string, readings: ReaderInput["readings"]): Stream["frameOf"] {
  const own = new Map<number, number>();
  if (stream !== undefined)
    for (const [key, content] of Object.entries(objectOf(root["frames"]))) {
      const properties = objectOf(
        objectOf(objectOf(objectOf(objectOf(content)["frame_properties"])["streams"])[stream])["stream_properties"],
      );
      const frame = numberOf(objectOf(properties["sync"])["frame_stream"]);
      if (!Number.isNaN(frame)) own.set(Number(key), frame);
    }
  const apart = [...own].find(([frame, other]) => frame !== other);
  if (!apart) return (frame) => frame;
  const chosen = readings.ask(
    {
      topic: "frame-number",
      question: `Frame ${apart[0]} of the file is frame ${apart[1]} of the stream "${stream}"`,
      readings: [
        { value: "file", label: "frame numbers of the file" },
        { value: "stream", label: "frame numbers of the stream's own video" },
      ],
    },
    file,
  );
  return chosen === "file" ? (frame) => frame : (frame) => own.get(frame) ?? null;
}
