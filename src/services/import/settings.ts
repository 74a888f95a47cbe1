import { ACTOR_LABELS, ACTOR_MODELS, ACTOR_TYPES, LIMITS, type ActorType } from "@/core/document";
import { framesLasting } from "@/core/timeline";
import { USUAL_TOLERANCE, type LabelMapping, type ReadFormat } from "@/formats";
import type { Background } from "../files/background";
import type { ImportSummary, SourceClass } from "./protocol";
import type { Footage } from "./footage";

/** The dialog's settings. */
export type ImportSettings = {
  /** Where the actors go: into a new scenario, or the open one. */
  readonly target: "new" | "open";
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** By label: `pedestrian`, `vehicle:van`, or `LEAVE_OUT`. */
  readonly choices: Readonly<Record<string, string>>;
  /** Whole pixels; 0 keeps every box at every frame. */
  readonly tolerance: number;
  /** How ambiguous files are read, by topic. */
  readonly readings: Readonly<Record<string, string>>;
  /** An image under the actors, or the video that the files were made from. */
  readonly background: Extract<Background, { kind: "picture" }> | Footage | null;
};

export const LEAVE_OUT = "";

/** The largest tolerance that the slider offers, in pixels. */
export const MOST_TOLERANCE = 20;

/** If the files state nothing. */
const USUAL = { width: 1280, height: 720, fps: 30, tolerance: USUAL_TOLERANCE };

type Option = { readonly value: string; readonly label: string };

const MODEL_NAMES: Partial<Record<string, string>> = {
  child: "Child",
  van: "Van",
  truck: "Truck",
  bus: "Bus",
  racing_bike: "Racing cyclist",
};

/** What a class of the source can become. */
export const TYPE_OPTIONS: readonly Option[] = [
  ...ACTOR_TYPES.flatMap((type) => [{ value: type, label: ACTOR_LABELS[type] }, ...modelOptions(type)]),
  { value: LEAVE_OUT, label: "Leave out" },
];

function modelOptions(type: ActorType): Option[] {
  return ACTOR_MODELS[type].flatMap((model) => {
    const name = MODEL_NAMES[model];
    return name === undefined ? [] : [{ value: `${type}:${model}`, label: name }];
  });
}

/** Initial settings, from what the files state. */
export function initialSettings({ video, classes }: ImportSummary, fileName: string): ImportSettings {
  return {
    target: "new",
    name: video.name ?? fileName.replace(/\.[^.]*$/, ""),
    width: USUAL.width,
    height: USUAL.height,
    fps: USUAL.fps,
    ...toldBy(video),
    choices: Object.fromEntries(classes.map(({ label, suggested }) => [label, choiceOf(suggested)])),
    tolerance: USUAL.tolerance,
    readings: {},
    background: null,
  };
}

function choiceOf(suggested: SourceClass["suggested"]): string {
  if (!suggested) return LEAVE_OUT;
  const exact = `${suggested.type}:${suggested.model ?? ""}`;
  return TYPE_OPTIONS.some(({ value }) => value === exact) ? exact : suggested.type;
}

/** What the files say about their video, within what a scenario can have. */
function toldBy({ width, height, fps }: ImportSummary["video"]): Partial<ImportSettings> {
  const within = (value: number, { min, max }: { min: number; max: number }) => Math.min(max, Math.max(min, value));
  return {
    ...(width !== undefined && { width: within(width, LIMITS.width) }),
    ...(height !== undefined && { height: within(height, LIMITS.height) }),
    ...(fps !== undefined && { fps: within(fps, LIMITS.fps) }),
  };
}

/** Settings for another reading: the video as stated there, choices for its classes; earlier choices stay. */
export function withReading(settings: ImportSettings, { classes, video }: Pick<ImportSummary, "classes" | "video">): ImportSettings {
  const choices = Object.fromEntries(classes.map(({ label, suggested }) => [label, settings.choices[label] ?? choiceOf(suggested)]));
  return { ...settings, ...toldBy(video), choices };
}

/** A change of the settings; a video that comes with it provides what the files do not state. */
export function withFootage(change: Partial<ImportSettings>, { video }: Pick<ImportSummary, "video">): Partial<ImportSettings> {
  const { background } = change;
  if (background?.kind !== "footage") return change;
  const { width, height, fps } = background.facts;
  const lacksSize = video.width === undefined || video.height === undefined;
  return { ...change, ...toldBy({ ...(lacksSize && { width, height }), ...(video.fps === undefined && fps !== null && { fps }) }) };
}

/** Frames of the imported video: as many as the files state, or as the video has, and at least up to the last box. */
export function importedFrames({ frames, video }: Pick<ImportSummary, "frames" | "video">, { background, fps }: ImportSettings): number {
  const facts = background?.kind === "footage" ? background.facts : null;
  const ofVideo = facts === null ? null : facts.fps === fps ? facts.frames : facts.seconds && framesLasting(facts.seconds, fps);
  return Math.max(frames, video.totalFrames ?? ofVideo ?? 0);
}

export function mappingOf(choices: ImportSettings["choices"]): LabelMapping {
  return Object.fromEntries(
    Object.entries(choices).map(([label, choice]) => {
      const [name, model] = choice.split(":");
      const type = ACTOR_TYPES.find((known) => known === name);
      return [label, type ? { type, ...(model === undefined ? {} : { model }) } : null];
    }),
  );
}

/** Formats whose boxes are, or may be, shares of the frame. */
const MAY_BE_RELATIVE: readonly ReadFormat[] = ["yolo", "label_studio", "csv"];

/** Whether the boxes are fractions of a frame whose size the files do not state: then the user's size already matters for reading. */
export function lacksFrameSize({ format, video }: Pick<ImportSummary, "format" | "video">): boolean {
  return format !== null && MAY_BE_RELATIVE.includes(format) && (video.width === undefined || video.height === undefined);
}
