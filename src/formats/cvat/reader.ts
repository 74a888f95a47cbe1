import { LIMITS } from "@/core/document";
import { FormatError } from "../finding";
import { optional, type ReaderInput, type ReaderResult } from "../read/input";
import type { ImportedBox } from "../read/imported";
import { countOf } from "../read/json";
import { parseNumber } from "../read/text";
import { walkXml } from "../read/xml";

/** A box as it stands in the file. */
type Shape = { box: ImportedBox; outside: boolean; line: number; attributes: Map<string, string> };
type OpenTrack = { id: string; label: string; shapes: Shape[] };

/** Attributes that are read, or measured anew. */
const KEPT_ATTRIBUTES = new Set(["track_id", "visibility", "confidence"]);

/** Elements within a track that are no boxes. */
const OTHER_SHAPES = new Set(["polygon", "polyline", "points", "ellipse", "cuboid", "skeleton", "mask"]);

/**
 * CVAT for video 1.1, exported from a task or from a job. Frames between two boxes of a track are filled in by straight
 * lines, as CVAT does; a box marked `outside` ends the stretch before it.
 */
export function readCvat({ main, collector, findings, unmapped }: ReaderInput): ReaderResult {
  const path: string[] = [];
  const meta = new Map<string, string>();
  const tasks: string[] = [];
  const usedKeys = new Set<number | string>();
  let track: OpenTrack | null = null;
  let shape: Shape | null = null;
  let attributeName = "";
  let content = "";

  walkXml(main, {
    open(name, attributes, line) {
      content = "";
      path.push(name);
      if (path.length > 64)
        throw new FormatError({ severity: "error", file: main.path, place: `line ${line}`, message: "elements are nested too deeply", mend: "choose an XML file exported by CVAT" });
      if (path.length === 1 && name !== "annotations") throw wrongForm(`its root is <${name}>`);
      if (name === "image" && path.length === 2) throw wrongForm("it is CVAT for images");
      if (name === "track" && path.length === 2) track = { id: attributes["id"] ?? "", label: attributes["label"] ?? "unknown", shapes: [] };
      else if (track && name === "box" && path.length === 3) shape = shapeOf(attributes, line);
      else if (name === "tag") unmapped.count("<tag>", "a scenario has no marks on whole frames; keep the original file for them");
      else if (shape && name === "attribute") attributeName = attributes["name"] ?? "";
      else if (track && OTHER_SHAPES.has(name) && path.length === 3)
        findings.add(
          { severity: "warning", file: main.path, place: `line ${line}`, message: `a <${name}> cannot become an actor`, mend: "only boxes are read; it was left out" },
          name,
        );
    },
    text(text) {
      content += text;
    },
    close(name) {
      // Everything under <meta>, by its last two names: `original_size/width`, `task/name`, `job/size`.
      if (path[1] === "meta") meta.set(path.slice(-2).join("/"), content.trim());
      if (path.join("/") === "annotations/meta/project/tasks/task/name") tasks.push(content.trim());
      if (name === "meta" && tasks.length > 1) throw severalTasks();
      path.pop();
      if (shape && name === "attribute") {
        shape.attributes.set(attributeName, content.trim());
        if (!KEPT_ATTRIBUTES.has(attributeName)) unmapped.count("attributes", "actors have none of a user's own; keep the original file for them", attributeName);
      }
      if (track && shape && name === "box") {
        track.shapes.push(shape);
        shape = null;
      }
      if (track && name === "track" && path.length === 1) {
        finishTrack(track);
        track = null;
      }
      content = "";
    },
  });
  return { video: videoOf() };

  function wrongForm(what: string): FormatError {
    return new FormatError({
      severity: "error",
      file: main.path,
      place: "",
      message: `this is not CVAT for video 1.1: ${what}`,
      mend: 'in CVAT, export the task or job as "CVAT for video 1.1"',
    });
  }

  /** Frames and track numbers of each begin at 0: they would fall upon each other. */
  function severalTasks(): FormatError {
    return new FormatError({
      severity: "error",
      file: main.path,
      place: "meta/project/tasks",
      message: `it holds ${tasks.length} tasks (${tasks.slice(0, 5).join(", ")}${tasks.length > 5 ? ", …" : ""})`,
      mend: "a scenario is one video; in CVAT, export each task on its own",
    });
  }

  function shapeOf(attributes: Readonly<Record<string, string>>, line: number): Shape {
    const [left = Number.NaN, top = Number.NaN, right = Number.NaN, bottom = Number.NaN] = ["xtl", "ytl", "xbr", "ybr"].map((name) => parseNumber(attributes[name]));
    if (parseNumber(attributes["rotation"]) > 0)
      findings.add(
        { severity: "warning", file: main.path, place: `line ${line}`, message: "a box is rotated", mend: "actors are upright; the box was taken without its rotation" },
        "rotated",
      );
    if (attributes["occluded"] === "1") unmapped.countMeasured("occluded");
    return {
      box: { frame: parseNumber(attributes["frame"]), x: left, y: top, width: right - left, height: bottom - top },
      outside: attributes["outside"] === "1",
      line,
      attributes: new Map(),
    };
  }

  function finishTrack({ id, label, shapes }: OpenTrack): void {
    shapes.sort((a, b) => a.box.frame - b.box.frame);
    const ours = parseNumber(shapes[0]?.attributes.get("track_id"));
    const told = Number.isInteger(ours) && ours >= 0 ? ours : parseNumber(id);
    // A track drawn in CVAT has the attribute's default, which may be the id of another; so may CVAT's own number.
    const key = Number.isNaN(told) ? id : usedKeys.has(told) ? `cvat-${id}` : told;
    usedKeys.add(key);
    const stop = lastFrame();
    shapes.forEach((current, index) => {
      if (current.outside) return;
      const { box, line } = current;
      const place = () => `line ${line}`;
      const share = (name: string) => {
        const value = parseNumber(current.attributes.get(name));
        return value >= 0 && value <= 1 ? value : undefined;
      };
      const extra = { ...optional("visibility", share("visibility")), ...optional("confidence", share("confidence")) };
      const origin = { file: main.path, place };
      const put = (filled: ImportedBox) => collector.add(key, label, { ...filled, ...extra }, origin);
      put(box);
      const next = shapes[index + 1];
      const end = next?.box.frame ?? stop + 1;
      // Broken numbers were refused above and must not start a loop.
      if (!Number.isInteger(box.frame) || !(end <= LIMITS.durationFrames.max)) return;
      for (let frame = box.frame + 1; frame < end; frame++) put({ ...between(box, next && !next.outside ? next.box : box, frame), frame });
      if (!next && end > box.frame + 1)
        findings.add(
          { severity: "info", file: main.path, place: place(), message: `track ${id} is never marked outside`, mend: "it stays to the end of the video, as in CVAT" },
          "never outside",
        );
    });
  }

  function lastFrame(): number {
    const stop = parseNumber(meta.get("task/stop_frame") ?? meta.get("job/stop_frame"));
    const size = parseNumber(meta.get("task/size") ?? meta.get("job/size"));
    return Number.isInteger(stop) ? stop : Number.isInteger(size) ? size - 1 : -1;
  }

  function videoOf(): ReaderResult["video"] {
    const count = (...names: string[]) => countOf(parseNumber(names.map((name) => meta.get(name)).find((value) => value !== undefined)));
    const name = meta.get("task/name") ?? meta.get("job/name");
    return {
      ...(name ? { name } : {}),
      ...optional("width", count("original_size/width")),
      ...optional("height", count("original_size/height")),
      ...optional("totalFrames", count("task/size", "job/size")),
    };
  }
}

/** A box on the straight line between two others, at a frame between theirs. */
function between(from: ImportedBox, to: ImportedBox, frame: number): Omit<ImportedBox, "frame"> {
  const share = to.frame > from.frame ? (frame - from.frame) / (to.frame - from.frame) : 0;
  const mix = (a: number, b: number) => a + (b - a) * share;
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), width: mix(from.width, to.width), height: mix(from.height, to.height) };
}
