import { createStore, type StoreApi } from "zustand/vanilla";
import { TRAFFIC_SIDES, type ActorType, type OccluderKind, type Scenario, type TrafficSide } from "@/core/document";
import { EMPTY_SELECTION, prunedSelection, type Selection } from "../selection";

export type ToolId = "select" | "place" | "path" | "freehand" | "occluder" | "hand";

/** Where the frame is in the stage: its top-left corner in CSS pixels, and CSS pixels per pixel of its own. */
export type View = { readonly x: number; readonly y: number; readonly scale: number };

/** Which views of a road scenario stand on the stage. */
export const PANES = ["plan", "both", "camera", "all"] as const;
export type Panes = (typeof PANES)[number];

export const OVERLAYS = [
  "boxes",
  "visibleBoxes",
  "ids",
  "visibility",
  "masks",
  "keypoints",
  "paths",
  "ghosts",
  "ticks",
  "grid",
  "rulers",
] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** Which coordinate a guide fixes: `x` is a vertical line. */
export type GuideAxis = "x" | "y";

type SnapTarget = "lanes" | "actors" | "frame" | "grid" | "guides";

/** `timecode`: minutes, seconds and thousandths; `smpte`: with frames, as in broadcasting; `drop_frame`: with dropped numbers. */
export const TIME_UNITS = ["frames", "seconds", "timecode", "smpte", "drop_frame"] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** Units in which speeds on the road are shown. */
export const SPEED_UNITS = ["km/h", "m/s"] as const;
export type SpeedUnit = (typeof SPEED_UNITS)[number];

/** How a person has the editor set up: kept across reloads, not undone, no part of the scenario. */
export type SessionData = {
  readonly selection: Selection;
  readonly tool: ToolId;
  /** What the tools that make actors make. */
  readonly actorType: ActorType;
  /** Which kind of that type; empty for the type's usual one. */
  readonly actorModel: string;
  readonly occluderKind: OccluderKind;
  /** Null fits the frame into the stage, whatever its size. */
  readonly view: View | null;
  /** The same of the plan of a road scenario; null fits the road. */
  readonly planView: View | null;
  readonly panes: Panes;
  /** Frame at the timeline's left edge and pixels for a frame; null fits the whole video. */
  readonly timeline: { readonly start: number; readonly pixelsPerFrame: number } | null;
  readonly timeUnit: TimeUnit;
  readonly speedUnit: SpeedUnit;
  /** The side on which traffic drives in new scenarios. */
  readonly newTraffic: TrafficSide;
  readonly overlays: Readonly<Record<Overlay, boolean>>;
  /** Actors whose speed is plotted under their rows in the timeline. */
  readonly speedPlots: readonly string[];
  readonly snapping: Readonly<Record<SnapTarget | "enabled", boolean>>;
  /** Distance of grid lines in pixels of the video. */
  readonly gridSize: number;
  /** Guide lines created by the user, in pixels of the video. */
  readonly guides: Readonly<Record<GuideAxis, readonly number[]>>;
  readonly loop: boolean;
  readonly speed: number;
  /** First frame and the frame after the last to be played and exported; null is the whole video. */
  readonly range: { readonly from: number; readonly to: number } | null;
  /** What panels show and how large they are; the panels own the keys. */
  readonly panels: Readonly<Record<string, string | number | boolean>>;
};

/** What a drawing tool creates. */
export type NewActor = { readonly type: ActorType; readonly model: string };

/** What the active tool creates. */
export const drawnActor = ({ actorType, actorModel }: Pick<SessionData, "actorType" | "actorModel">): NewActor => ({
  type: actorType,
  model: actorModel,
});

export type SessionState = SessionData & {
  /** Resets what belongs to one scenario: selection, view, range, guides, and a drawing tool. */
  readonly reset: () => void;
};
export type SessionStore = StoreApi<SessionState>;

const initial: SessionData = {
  selection: EMPTY_SELECTION,
  tool: "select",
  actorType: "pedestrian",
  actorModel: "",
  occluderKind: "parked_van",
  view: null,
  planView: null,
  panes: "both",
  timeline: null,
  timeUnit: "timecode",
  speedUnit: "km/h",
  newTraffic: "right",
  overlays: {
    boxes: false,
    visibleBoxes: false,
    ids: false,
    visibility: false,
    masks: false,
    keypoints: false,
    paths: true,
    ghosts: true,
    ticks: true,
    grid: false,
    rulers: false,
  },
  speedPlots: [],
  snapping: { enabled: true, lanes: true, actors: true, frame: true, grid: false, guides: true },
  gridSize: 20,
  guides: { x: [], y: [] },
  loop: true,
  speed: 1,
  range: null,
  panels: {},
};

export const createSessionStore = (): SessionStore =>
  createStore<SessionState>((set) => ({
    ...initial,
    reset: () =>
      set({
        selection: EMPTY_SELECTION,
        tool: "select",
        actorModel: "",
        view: null,
        planView: null,
        timeline: null,
        range: null,
        guides: initial.guides,
        speedPlots: [],
      }),
  }));

/** The session without what no longer exists in the scenario; the same object if everything does. */
export function pruned(state: SessionState, scenario: Scenario): SessionState {
  const selection = prunedSelection(state.selection, scenario);
  const last = scenario.video.durationFrames;
  const range = state.range && state.range.to > last ? shortened(state.range, last) : state.range;
  return selection === state.selection && range === state.range ? state : { ...state, selection, range };
}

const shortened = (range: { from: number; to: number }, last: number) => (range.from < last ? { from: range.from, to: last } : null);

/** Where settings are stored: a browser's `localStorage`, for example. */
export type SettingsStorage = Pick<Storage, "getItem" | "setItem">;

const KEPT = [
  "overlays",
  "snapping",
  "gridSize",
  "loop",
  "speed",
  "timeUnit",
  "speedUnit",
  "newTraffic",
  "panels",
  "panes",
] as const satisfies readonly (keyof SessionData)[];

/** Restores what was stored under `key`, and stores every change from then on. Returns a function that stops this. */
export function keepSession(store: SessionStore, storage: SettingsStorage, key: string): () => void {
  store.setState(readKept(storage.getItem(key)));
  return store.subscribe((state, before) => {
    if (KEPT.every((name) => state[name] === before[name])) return;
    try {
      storage.setItem(key, JSON.stringify(Object.fromEntries(KEPT.map((name) => [name, state[name]]))));
    } catch {
      // Storage full: after a reload the settings are as before.
    }
  });
}

/** Only values of the same form as the initial settings are used; anything else in the storage is ignored. */
function readKept(text: string | null): Partial<SessionData> {
  let raw: unknown;
  try {
    raw = JSON.parse(text ?? "{}");
  } catch {
    return {};
  }
  if (typeof raw !== "object" || raw === null) return {};
  const kept = new Map(Object.entries(raw));
  const flags = <Flags extends Readonly<Record<string, boolean>>>(name: string, defaults: Flags): Flags => {
    const found: unknown = kept.get(name);
    if (typeof found !== "object" || found === null) return defaults;
    const known = Object.entries(found).filter(([flag, value]) => flag in defaults && typeof value === "boolean");
    return { ...defaults, ...Object.fromEntries(known) };
  };
  const panels: unknown = kept.get("panels");
  const simple = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
  return {
    overlays: flags("overlays", initial.overlays),
    snapping: flags("snapping", initial.snapping),
    ...(typeof kept.get("loop") === "boolean" ? { loop: kept.get("loop") === true } : {}),
    ...(typeof panels === "object" && panels !== null
      ? { panels: Object.fromEntries(Object.entries(panels).filter(([, value]) => simple(value))) }
      : {}),
    ...oneOf("panes", PANES, kept.get("panes")),
    ...oneOf("timeUnit", TIME_UNITS, kept.get("timeUnit")),
    ...oneOf("speedUnit", SPEED_UNITS, kept.get("speedUnit")),
    ...oneOf("newTraffic", TRAFFIC_SIDES, kept.get("newTraffic")),
    ...positive("gridSize", kept.get("gridSize")),
    ...positive("speed", kept.get("speed")),
  };
}

function oneOf<Name extends string, Value extends string>(
  name: Name,
  values: readonly Value[],
  found: unknown,
): Partial<Record<Name, Value>> {
  const value = values.find((candidate) => candidate === found);
  const result: Partial<Record<Name, Value>> = {};
  if (value !== undefined) result[name] = value;
  return result;
}

function positive<Name extends string>(name: Name, found: unknown): Partial<Record<Name, number>> {
  const result: Partial<Record<Name, number>> = {};
  if (typeof found === "number" && found > 0 && found <= 1000) result[name] = found;
  return result;
}
