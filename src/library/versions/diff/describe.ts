import { counted } from "@/core/text";
import type { FrameDiff } from "./frameDiff";
import { countFrames, describeRanges } from "./ranges";
import type { ActorChange, ScenarioDiff, SkyChange, ValueChange, WaypointChange } from "./scenarioDiff";
import type { TrackFrames } from "./trackFrames";
import type { VersionDiff } from "./versionDiff";

/** A comparison in lines of plain text, indented by two spaces per level. */
export function describeVersionDiff(diff: VersionDiff): string[] {
  const lines: string[] = [];
  const named = ({ path, scenarioName }: { path: string; scenarioName?: string }) =>
    scenarioName === undefined ? path : `${path} (scenario “${scenarioName}”)`;
  diff.added.forEach((file) => lines.push(`+ ${named(file)}`));
  diff.removed.forEach((file) => lines.push(`- ${named(file)}`));
  for (const { path, movedFrom, sizeBefore, sizeAfter, scenario } of diff.changed) {
    if (movedFrom !== undefined) lines.push(`> ${movedFrom} is now ${path}`);
    else if (scenario) lines.push(`~ ${path}`, ...describeScenarioDiff(scenario).map((line) => `  ${line}`));
    else lines.push(`~ ${path} (${sizeBefore.toLocaleString("en")} → ${counted(sizeAfter, "byte")})`);
  }
  const total = diff.added.length + diff.removed.length + diff.changed.length;
  lines.push(total === 0 ? `no differences in ${counted(diff.unchanged, "file")}` : `${counted(diff.unchanged, "file")} unchanged`);
  return lines;
}

function describeScenarioDiff(diff: ScenarioDiff): string[] {
  const lines = [...describeEdits(diff), ...describeFrames(diff.frames), ...diff.frames.tracks.map((track) => `  ${describeTrack(track)}`)];
  return [`scenario “${diff.nameAfter}”`, ...lines.map((line) => `  ${line}`)];
}

/** What was changed in the scenario's document. */
export function describeEdits(diff: ScenarioDiff): string[] {
  return [
    ...diff.values.map(valueText),
    ...diff.weather.map((change) => skyText("weather", change)),
    ...diff.light.map((change) => skyText("light", change)),
    ...diff.actors.added.map(({ name, trackId }) => `actor “${name}” (track ${trackId}) added`),
    ...diff.actors.removed.map(({ name, trackId }) => `actor “${name}” (track ${trackId}) removed`),
    ...diff.actors.changed.flatMap(actorLines),
    ...diff.occluders.added.map(({ name }) => `occluder “${name}” added`),
    ...diff.occluders.removed.map(({ name }) => `occluder “${name}” removed`),
    ...diff.occluders.changed.flatMap(({ name, values }) => [`occluder “${name}”`, ...values.map((change) => `  ${valueText(change)}`)]),
  ];
}

function actorLines({ name, trackId, values, waypoints }: ActorChange): string[] {
  return [
    `actor “${name}” (track ${trackId})`,
    ...values.map((change) => `  ${valueText(change)}`),
    ...waypoints.map((change) => `  ${waypointText(change)}`),
  ];
}

function waypointText({ index, before, after }: WaypointChange): string {
  const point = (waypoint: NonNullable<typeof before>) => {
    const { x, y, ...rest } = waypoint;
    const extras = Object.entries(rest).map(([key, value]) => ` ${key} ${JSON.stringify(value)}`);
    return `(${round(x)}, ${round(y)})${extras.join("")}`;
  };
  if (!before) return after ? `waypoint ${index} added at ${point(after)}` : "";
  return after ? `waypoint ${index}: ${point(before)} → ${point(after)}` : `waypoint ${index} removed, was at ${point(before)}`;
}

function skyText(track: "weather" | "light", { frame, before, after }: SkyChange): string {
  const sky = ({ condition, intensity, fadeFrames }: NonNullable<typeof before>) =>
    `${condition} ${Number(intensity.toFixed(4))}${fadeFrames > 0 ? ` over ${counted(fadeFrames, "frame")}` : ""}`;
  return `${track} at frame ${frame}: ${before ? sky(before) : "none"} → ${after ? sky(after) : "none"}`;
}

/** Which frames change with that. */
export function describeFrames({ framesBefore, framesAfter, labels, pictures, weather, ignored }: FrameDiff): string[] {
  const lines: string[] = [];
  if (framesBefore !== framesAfter) lines.push(`length: ${framesBefore.toLocaleString("en")} → ${counted(framesAfter, "frame")}`);
  if (pictures.length > 0) lines.push(`pictures change at ${frames(pictures)}`);
  if (weather.length > 0) lines.push(`weather or light changes at ${frames(weather)}`);
  if (ignored.length > 0) lines.push(`regions to ignore change at ${frames(ignored)}`);
  lines.push(labels.length > 0 ? `ground truth changes at ${frames(labels)}` : "ground truth is the same in every common frame");
  return lines;
}

/** Which frames of a track change, and how. */
export function describeTrack(track: TrackFrames): string {
  const { trackId, type, appears, disappears, boxes, visibility, values, keys, largestShift } = track;
  const parts = [
    boxes.length > 0 ? `box at ${frames(boxes)}, by up to ${largestShift} px` : "",
    visibility.length > 0 ? `visibility at ${frames(visibility)}` : "",
    values.length > 0 ? `${keys.join(", ")} at ${frames(values)}` : "",
    appears.length > 0 ? `new at ${frames(appears)}` : "",
    disappears.length > 0 ? `gone at ${frames(disappears)}` : "",
  ];
  return `track ${trackId} (${type}): ${parts.filter((part) => part !== "").join("; ")}`;
}

const frames = (ranges: FrameDiff["labels"]): string => `${counted(countFrames(ranges), "frame")} (${describeRanges(ranges)})`;

function valueText({ path, before, after }: ValueChange): string {
  return `${path}: ${short(before)} → ${short(after)}`;
}

function short(value: unknown): string {
  if (value === null) return "none";
  if (typeof value === "number") return round(value);
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const round = (value: number): string => `${Math.round(value * 100) / 100}`;
