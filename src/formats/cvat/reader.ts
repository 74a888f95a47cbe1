import { LIMITS } from "@/core/document";
import { FormatError } from "../finding";
import { uprightBox, type Extent } from "../read/extent";
import { framesByName } from "../read/frames";
import { optional, type ReaderInput, type ReaderResult } from "../read/input";
import { countOf } from "../read/json";
import { notePictureSizes } from "../read/pictureSizes";
import { parseNumber } from "../read/text";
import { MAX_BOXES } from "../read/trackCollector";
import { walkXml } from "../read/xml";
import { CvatMeta, lastFrameOf, videoOf, type CvatTask } from "./meta";
import { chooseTask, type ChosenTask } from "./project";
import { CVAT_SHAPES, shapeOf, skeletonOf, type CvatShape } from "./shapes";
import { labelOfBoxes } from "./skeleton";
import { framesOfTrack, withoutDoubles } from "./track";

type OpenTrack = { id: string; label: string; shapes: CvatShape[]; parts: CvatShape[][] };
type OpenImage = {
  id: string | undefined;
  name: string;
  width: number;
  height: number;
  line: number;
  shapes: { label: string; shape: CvatShape }[];
};

/** Attributes that are read, or measured again. */
const KEPT_ATTRIBUTES = new Set(["track_id", "visibility", "confidence"]);

/** Common names of the attribute that holds the track, where the format has none: CVAT for images. */
const TRACK_ATTRIBUTE = /^(track|instance|object|person|vehicle)[ _-]?id$/i;

/**
 * CVAT for video 1.1 and CVAT for images 1.1, exported from a task or from a job. For shapes other than boxes the box around them is
 * used, for skeletons the one around their points.
 */
export function readCvat(input: ReaderInput): ReaderResult {
  const { main, collector, findings, unmapped } = input;
  const path: string[] = [];
  const meta = new CvatMeta();
  const images: OpenImage[] = [];
  const usedKeys = new Set<number | string>();
  let track: OpenTrack | null = null;
  let part: CvatShape[] | null = null;
  let image: OpenImage | null = null;
  let shape: { label: string; shape: CvatShape; parts: CvatShape[] } | null = null;
  let attributeName = "";
  let content = "";
  let task: CvatTask | undefined;
  /** The task of a project whose tracks are read; null if the file contains only one task. */
  let chosen: ChosenTask | null = null;

  walkXml(main, {
    open(name, attributes, line) {
      content = "";
      path.push(name);
      if (path.length > 64)
        throw new FormatError({
          severity: "error",
          file: main.path,
          place: `line ${line}`,
          message: "elements are nested too deeply",
          advice: "choose an XML file exported by CVAT",
        });
      if (path.length === 1 && name !== "annotations")
        throw new FormatError({
          severity: "error",
          file: main.path,
          place: "",
          message: `this is not CVAT for video 1.1: its root is <${name}>`,
          advice: 'in CVAT, export the task or job as "CVAT for video 1.1"',
        });
      if (path[1] === "meta") return;
      // From a project, only the chosen task's.
      if (path.length === 2 && chosen && attributes["task_id"] !== chosen.task.id) return;
      if (name === "image" && path.length === 2)
        images.push(
          (image = {
            id: attributes["id"],
            name: attributes["name"] ?? "",
            width: parseNumber(attributes["width"]),
            height: parseNumber(attributes["height"]),
            line,
            shapes: [],
          }),
        );
      else if (name === "track" && path.length === 2)
        track = { id: attributes["id"] ?? "", label: attributes["label"] ?? "unknown", shapes: [], parts: [] };
      else if (name === "track") track?.parts.push((part = []));
      else if (CVAT_SHAPES.has(name) && (track ?? image)) openShape(name, attributes, line);
      else if (name === "tag") unmapped.count("<tag>", "a scenario has no frame-level tags; keep the original file for them");
      else if (name === "attribute") attributeName = attributes["name"] ?? "";
    },
    text(text) {
      content += text;
    },
    close(name) {
      if (path[1] === "meta") {
        meta.close(path, content);
        if (name === "meta") {
          chosen = meta.tasks.length > 1 ? chooseTask(meta.tasks, input) : null;
          task = chosen?.task ?? meta.tasks[0];
          sayRange();
        }
      }
      path.pop();
      if (shape && name === "attribute") {
        shape.shape.attributes.set(attributeName, content.trim());
        if (!KEPT_ATTRIBUTES.has(attributeName) && (track ?? !TRACK_ATTRIBUTE.test(attributeName)))
          unmapped.count("attributes", "actors have no custom attributes; keep the original file for them", attributeName);
      } else if (shape && name === shape.shape.element && path.at(-1) !== "skeleton")
        closeShape(shape.label, shape.shape.element === "skeleton" ? skeletonOf(shape.shape, shape.parts) : shape.shape);
      else if (track && name === "track" && path.length === 1) {
        finishTrack(track);
        track = null;
      } else if (name === "track") part = null;
      else if (name === "image" && path.length === 1) image = null;
      content = "";
    },
  });
  return images.length > 0 ? { video: { ...videoOf(task), ...putImages() } } : { video: videoOf(task) };

  function openShape(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    const opened = shapeOf(name, attributes, line);
    opened.frame -= chosen?.offset ?? 0;
    if (shape?.shape.element === "skeleton") {
      shape.parts.push(opened);
      return;
    }
    if (attributes["occluded"] === "1") unmapped.countMeasured("occluded");
    shape = { label: attributes["label"] ?? "unknown", shape: opened, parts: [] };
  }

  function closeShape(label: string, closed: CvatShape): void {
    shape = null;
    if (part) part.push(closed);
    else if (track) track.shapes.push(closed);
    else image?.shapes.push({ label, shape: closed });
  }

  /** Frames are those of the whole video, even if only part of it was annotated. */
  function sayRange(): void {
    if (!task || (task.startFrame === 0 && task.step === 1)) return;
    findings.add({
      severity: "warning",
      file: main.path,
      place: "meta/task",
      message:
        `the task starts at frame ${task.startFrame} of its video and has ` +
        `${task.step === 1 ? "every frame" : `one frame in ${task.step}`} from there`,
      advice: "frames are numbered as in the whole video, and boxes in between were interpolated linearly",
    });
  }

  function finishTrack({ id, label, shapes, parts }: OpenTrack): void {
    const single = withoutDoubles(shapes, sayDouble);
    const stop = lastFrameOf(task);
    const ours = parseNumber(single[0]?.attributes.get("track_id"));
    const told = Number.isInteger(ours) && ours >= 0 ? ours : parseNumber(id);
    // A track drawn in CVAT has the attribute's default value, which may be the id of another; so may CVAT's own number.
    // The keypoints of a track whose boxes were read: our own files have them as a second track.
    if (usedKeys.has(ours) && labelOfBoxes(label) !== label && single.every(({ element }) => element === "skeleton")) {
      for (const { outside } of single)
        if (!outside)
          unmapped.count("keypoints", "a person’s keypoints follow from the figure that is drawn; keep the original file for these");
      return;
    }
    const key = Number.isNaN(told) ? id : usedKeys.has(told) ? `cvat-${id}` : told;
    usedKeys.add(key);
    for (const { frame, extent, shape: from } of framesOfTrack(single, stop)) put(key, label, frame, extent, from);
    for (const [frame, extents] of framesOfParts(parts, stop)) {
      const whole = skeletonOf(
        { element: "skeleton", frame, extent: null, outside: false, keyframe: true, line: extents.line, attributes: new Map() },
        extents.shapes,
      );
      if (whole.extent) put(key, label, frame, whole.extent, whole);
    }
    for (const empty of single) if (!empty.outside && !empty.extent && parts.length === 0) sayEmpty(empty);
    const last = [single, ...parts]
      .flatMap((each) => each.at(-1) ?? [])
      .reduce<CvatShape | null>((late, each) => (late && late.frame >= each.frame ? late : each), null);
    if (last && !last.outside && stop > last.frame)
      findings.add(
        {
          severity: "info",
          file: main.path,
          place: `line ${last.line}`,
          message: `track ${id} is never marked outside`,
          advice: "it stays until the end of the video, as in CVAT",
        },
        "never outside",
      );
  }

  /** Points of a skeleton that are tracks of their own, by frame. */
  function framesOfParts(parts: readonly CvatShape[][], stop: number): Map<number, { line: number; shapes: CvatShape[] }> {
    const byFrame = new Map<number, { line: number; shapes: CvatShape[] }>();
    let count = 0;
    for (const shapes of parts)
      for (const { frame, extent, shape: from } of framesOfTrack(withoutDoubles(shapes, sayDouble), stop)) {
        if (++count > MAX_BOXES)
          throw new FormatError({
            severity: "error",
            file: main.path,
            place: `line ${from.line}`,
            message: `a skeleton has points at more than ${MAX_BOXES} places`,
            advice: "split the file by time",
          });
        const at = byFrame.get(frame) ?? { line: from.line, shapes: [] };
        byFrame.set(frame, at);
        at.shapes.push({ ...from, frame, extent });
      }
    return byFrame;
  }

  function sayDouble({ line, frame }: CvatShape, alike: boolean): void {
    findings.add(
      {
        severity: alike ? "info" : "warning",
        file: main.path,
        place: `line ${line}`,
        message: `a second shape of the same track at frame ${frame}${alike ? "" : ", elsewhere"}`,
        advice: alike ? "in tasks split into overlapping jobs, shapes appear twice; it was counted once" : "the first was kept",
      },
      `double ${alike}`,
    );
  }

  function sayEmpty({ element, line }: CvatShape): void {
    findings.add(
      {
        severity: "warning",
        file: main.path,
        place: `line ${line}`,
        message: `a <${element}> without points has no extent`,
        advice: "it was left out at this frame; draw its points, or mark it outside",
      },
      `empty ${element}`,
    );
  }

  function put(key: number | string | null, label: string, frame: number, extent: Extent, from: CvatShape): void {
    if (from.element !== "box")
      unmapped.count("outlines of shapes other than boxes", "actors are boxes: the bounding box of each was used", `<${from.element}>`);
    if (extent.rotation % 180 !== 0)
      unmapped.count("rotation", "actors are upright: the axis-aligned box around each rotated shape was used");
    const share = (name: string) => {
      const value = parseNumber(from.attributes.get(name));
      return value >= 0 && value <= 1 ? value : undefined;
    };
    collector.add(
      key,
      label,
      { frame, ...uprightBox(extent), ...optional("visibility", share("visibility")), ...optional("confidence", share("confidence")) },
      { file: main.path, place: () => `line ${from.line}` },
    );
  }

  /** CVAT for images: one image per frame, and the track in an attribute, if anywhere. */
  function putImages(): ReaderResult["video"] {
    const ids = images.map(({ id }) => parseNumber(id) - (chosen?.offset ?? 0));
    const byId = ids.every((id) => Number.isInteger(id) && id >= 0) && new Set(ids).size === ids.length;
    const frames = byId
      ? ids
      : framesByName(
          images.map(({ name }) => name),
          input,
        ).frames;
    findings.add({
      severity: "info",
      file: main.path,
      place: "",
      message: byId
        ? "CVAT for images: the image ids were used as frame numbers"
        : "CVAT for images: the image ids are missing or repeated, so frame numbers were taken from the image names",
      advice: "if they are not frames of one video, do not import them",
    });
    for (const [index, { shapes }] of images.entries()) {
      const frame = frames[index] ?? null;
      if (frame === null) continue;
      for (const { label, shape: at } of shapes) {
        const told = [...at.attributes].find(([name]) => TRACK_ATTRIBUTE.test(name))?.[1];
        const number = parseNumber(told);
        const key = told === undefined || told === "" ? null : Number.isInteger(number) && number >= 0 ? number : told;
        if (at.extent) put(key, label, frame, at.extent, at);
        else sayEmpty(at);
      }
    }
    notePictureSizes(
      images.filter(({ width, height }) => width > 0 && height > 0),
      main.path,
      findings,
    );
    const [first] = images;
    const last = frames.reduce<number>(
      (most, frame) => (frame !== null && frame < LIMITS.durationFrames.max ? Math.max(most, frame) : most),
      0,
    );
    return { ...optional("width", countOf(first?.width)), ...optional("height", countOf(first?.height)), totalFrames: last + 1 };
  }
}
