import { counted } from "@/core/text";
import type { FindingList } from "../finding";
import { extentAround, type Extent } from "../read/extent";
import { framesByName } from "../read/frames";
import { frameSizeFor, tidyPixels } from "../read/frameSize";
import { optional, type ReaderInput, type ReaderResult } from "../read/input";
import { arrayOf, countOf, idOf, keyOf, numberOf, objectOf, type JsonObject } from "../read/json";
import { betweenKeyframes, type Keyframe } from "../read/keyframes";
import { notePictureSizes } from "../read/pictureSizes";
import { isTrack, labelOf, tasksOf, type Task } from "./results";

type Size = { width: number; height: number };

/** Label Studio's JSON and JSON-MIN: tracks of one video, or boxes of images. All numbers are per cent of the frame. */
export function readLabelStudio(input: ReaderInput): ReaderResult {
  const tasks = tasksOf(arrayOf(input.json));
  const videos = tasks.filter(({ isVideo }) => isVideo);
  const video = chooseTask(videos, input);
  return video ? readVideo(video, input) : readImages(tasks, input);
}

function chooseTask(videos: readonly Task[], { main, readings }: ReaderInput): Task | undefined {
  if (videos.length === 0) return undefined;
  const chosen = readings.ask(
    {
      topic: "video",
      question: `There are ${videos.length} tasks with tracks, and each is a separate video`,
      readings: videos.map(({ index, media, annotations }) => ({
        value: String(index + 1),
        label: media || `Task ${index + 1}`,
        gives: counted(annotations[0]?.results.filter(isTrack).length ?? 0, "track"),
      })),
    },
    main.path,
  );
  return videos.find(({ index }) => String(index + 1) === chosen);
}

/** What one annotator drew; if several did, the user chooses one. */
function resultsOf({ annotations }: Task, { main, readings }: ReaderInput): readonly JsonObject[] {
  const [first] = annotations;
  if (!first) return [];
  const chosen = readings.ask(
    {
      topic: "annotation",
      question: `${annotations.length} annotators drew the same media`,
      readings: annotations.map(({ id, results }) => ({ value: id, label: `Annotation ${id}`, gives: counted(results.length, "result") })),
    },
    main.path,
  );
  return annotations.find(({ id }) => id === chosen)?.results ?? [];
}

function readVideo(task: Task, input: ReaderInput): ReaderResult {
  const { main, collector, findings, unmapped } = input;
  const results = resultsOf(task, input);
  const tracks = results.filter(isTrack);
  for (const result of results)
    if (!isTrack(result)) unmapped.count("results that are not tracks", "actors are boxes", String(result["type"]));
  const stated = sizeOf(tracks[0] ?? {});
  const size = frameSizeFor(input, stated);
  const values = tracks.map((result) => objectOf(result["value"]));
  // Its frames count from 1; files of other tools in its form may count from 0.
  const first = values.some((value) => arrayOf(value["sequence"]).some((entry) => objectOf(entry)["frame"] === 0)) ? 0 : 1;
  const totalFrames = values.map((value) => countOf(value["framesCount"])).find((count) => count !== undefined);
  const seconds = values.map((value) => numberOf(value["duration"])).find((duration) => duration > 0);
  let continued = 0;
  for (const [index, result] of tracks.entries()) {
    const value = objectOf(result["value"]);
    const place = () => `[${task.index}] ${idOf(result["id"]) ?? index}`;
    const label = labelOf(result) ?? "unnamed";
    if (labelOf(result) === undefined) noLabel(place(), input);
    const keyframes: Keyframe[] = arrayOf(value["sequence"]).map((entry) => {
      const key = objectOf(entry);
      const continues = key["enabled"] !== false;
      return { frame: numberOf(key["frame"]) - first, extent: extentOf(key, size), continues };
    });
    if (totalFrames !== undefined && keyframes.toSorted((a, b) => a.frame - b.frame).at(-1)?.continues) continued++;
    for (const { frame, extent } of betweenKeyframes(keyframes, totalFrames))
      collector.add(trackOf(result) ?? index, label, { frame, ...boxOf(extent) }, { file: main.path, place });
  }
  if (continued > 0)
    findings.add({
      severity: "info",
      file: main.path,
      place: "",
      message: `${counted(continued, "track continues", "tracks continue")} to the last frame, since the last keyframe is enabled`,
      advice: "Label Studio shows them so, too; to end a track, disable its last keyframe there",
    });
  return {
    video: {
      ...size,
      ...optional("totalFrames", totalFrames),
      ...optional("fps", totalFrames !== undefined && seconds !== undefined ? unmapped.frameRate(totalFrames / seconds) : undefined),
    },
  };
}

function readImages(tasks: readonly Task[], input: ReaderInput): ReaderResult {
  const { main, collector, findings, unmapped } = input;
  const { frames } = framesByName(
    tasks.map(({ media, index }) => media || `task ${index}`),
    input,
  );
  const sizes: Size[] = [];
  let last = -1;
  for (const [at, task] of tasks.entries()) {
    const frame = frames[at] ?? null;
    if (frame === null) continue;
    last = Math.max(last, frame);
    const results = resultsOf(task, input);
    // A label may stand in a result of its own, with the id of its shape.
    const labels = new Map(results.flatMap((result) => labelEntry(result)));
    const drawn = new Set<unknown>();
    for (const [index, result] of results.entries()) {
      const value = objectOf(result["value"]);
      if (value["x"] === undefined && value["points"] === undefined) {
        if (labelOf(result) === undefined) unmapped.count("results that are not shapes", "actors are boxes", String(result["type"]));
        continue;
      }
      const place = () => `[${task.index}] ${idOf(result["id"]) ?? index}`;
      const stated = sizeOf(result);
      const size = frameSizeFor(input, stated);
      const label = labelOf(result) ?? labels.get(idOf(result["id"]) ?? "");
      // The label's own result repeats the shape.
      if (drawn.has(result["id"])) continue;
      if (result["id"] !== undefined) drawn.add(result["id"]);
      if (label === undefined) noLabel(place(), input);
      if (value["points"] !== undefined || value["radiusX"] !== undefined)
        unmapped.count("outlines of shapes that are not boxes", "the bounding box of each was used", String(result["type"]));
      sizes.push(size);
      const meta = objectOf(result["meta"]);
      collector.add(keyOf(meta["track_id"]), label ?? "unnamed", { frame, ...boxOf(extentOf(value, size)) }, { file: main.path, place });
    }
  }
  notePictureSizes(sizes, main.path, findings);
  return { video: { ...sizes[0], totalFrames: last + 1 } };
}

function labelEntry(result: JsonObject): [id: string, label: string][] {
  const [id, label] = [idOf(result["id"]), labelOf(result)];
  return id !== undefined && label !== undefined ? [[id, label]] : [];
}

function noLabel(place: string, { main, findings }: { main: ReaderInput["main"]; findings: FindingList }): void {
  findings.add(
    {
      severity: "warning",
      file: main.path,
      place,
      message: "it has no label",
      advice: 'choose the type of "unnamed" in the list of classes',
      option: "--class NAME=TYPE",
    },
    "no label",
  );
}

function sizeOf(result: JsonObject): Partial<Size> {
  return {
    ...optional("width", countOf(result["original_width"])),
    ...optional("height", countOf(result["original_height"])),
  };
}

/** The upright extent of a shape in pixels; rectangles are rotated about their top left corner, ellipses about their centre. */
function extentOf(value: JsonObject, size: Size): Extent {
  const across = (share: unknown) => (numberOf(share) / 100) * size.width;
  const down = (share: unknown) => (numberOf(share) / 100) * size.height;
  const angle = ((numberOf(value["rotation"]) || 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [x, y] = [across(value["x"]), down(value["y"])];
  if (Array.isArray(value["points"])) {
    const points = value["points"].map((point: unknown) => {
      const [left, top] = arrayOf(point);
      return [across(left), down(top)] as const;
    });
    return extentAround(points) ?? { x: Number.NaN, y: Number.NaN, width: Number.NaN, height: Number.NaN, rotation: 0, round: false };
  }
  if (value["radiusX"] !== undefined) {
    const [rx, ry] = [across(value["radiusX"]), down(value["radiusY"])];
    const [half, tall] = [Math.hypot(rx * cos, ry * sin), Math.hypot(rx * sin, ry * cos)];
    return { x: x - half, y: y - tall, width: 2 * half, height: 2 * tall, rotation: 0, round: true };
  }
  const [width, height] = [across(value["width"]), down(value["height"])];
  if (angle === 0) return { x, y, width, height, rotation: 0, round: false };
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ] as const;
  const turned = corners.map(([right, below]) => [x + right * cos - below * sin, y + right * sin + below * cos] as const);
  return extentAround(turned) ?? { x, y, width, height, rotation: 0, round: false };
}

function boxOf({ x, y, width, height }: Extent) {
  return { x: tidyPixels(x), y: tidyPixels(y), width: tidyPixels(width), height: tidyPixels(height) };
}

/** Ours carry the track id; the ids of Label Studio's regions are random. */
function trackOf(result: JsonObject): number | string | null {
  return keyOf(objectOf(result["meta"])["track_id"]) ?? keyOf(result["id"]);
}
