import {
  LIGHT_CONDITIONS,
  WEATHER_CONDITIONS,
  createActor,
  createOccluder,
  createScenario,
  type Actor,
  type ActorType,
  type Occluder,
  type PictureStyle,
  type WholeScenario,
  type SceneKind,
  type LightCondition,
  type Size,
  type WeatherCondition,
  withLight,
  withWeather,
} from "@/core/document";
import { usualActorSize } from "@/editor/usualSizes";
import type { DriverKeyframe } from "@/core/driver";
import { driverPosesSchema } from "@/core/driver/schema";
import { frameState } from "@/core/scene";
import { CONTEXT_SETTINGS, drawFrame, loadRenderAssets } from "@/render";

/** What is placed and moves in each scene of the gallery: type, model, ground point, direction, optional colour or size. */
type Cast = readonly (readonly [ActorType, string, x: number, y: number, dx: number, dy: number, own?: string | Size])[];

const ILLUSTRATED: Record<SceneKind, Cast> = {
  highway: [
    ["vehicle", "truck", 900, 384, 6, 0, "#c8553d"],
    ["vehicle", "car", 640, 452, 8, 0, "#2f6fb3"],
    ["pedestrian", "adult", 1130, 420, -2, 0.4],
    ["vehicle", "bus", 330, 580, -6, 0],
    ["vehicle", "hatchback", 960, 652, -8, 0, "#d9a441"],
  ],
  urban_intersection: [
    ["vehicle", "bus", 866, 356, 0, 0.6, "#c43c32"],
    ["pedestrian", "adult_skirt", 250, 390, 0.4, 2],
    ["pedestrian", "adult_coat", 420, 505, 0.4, -2, "#7a4e8a"],
    ["cyclist", "city_bike", 600, 432, 5, 0],
    ["vehicle", "van", 930, 560, -4, 0],
    ["pedestrian", "adult", 118, 672, 2, 0],
    ["pedestrian", "child", 196, 676, 2, 0, "#d9482b"],
  ],
  school_zone: [
    ["pedestrian", "adult_coat", 650, 520, 0, -2, "#355c7d"],
    ["pedestrian", "child", 594, 540, 0, -2, "#e07a3f"],
    ["pedestrian", "child", 705, 556, 0, -2, "#4f9d69"],
    ["vehicle", "bus", 1110, 642, -4, 0, "#e0a030"],
    ["cyclist", "city_bike", 330, 526, 4, 0],
    ["pedestrian", "adult", 190, 406, -2, 0],
  ],
  parking_lot: [
    ["vehicle", "car", 472, 420, 0, 0.6, "#8d3b3b"],
    ["vehicle", "van", 932, 494, 0, -0.05],
    ["vehicle", "car", 348, 494, 0, 0.05, "#3d5a73"],
    ["pedestrian", "adult", 580, 520, 1, 1.4],
    ["cyclist", "city_bike", 700, 560, 0, 1.4],
    ["vehicle", "hatchback", 850, 604, 3, 0, "#2f6fb3"],
    ["pedestrian", "adult_skirt", 300, 640, 2, 0],
    ["vehicle", "truck", 1104, 684, 0, -0.4, "#c8553d"],
  ],
  residential: [
    ["pedestrian", "child", 780, 520, 1, 2, "#d9482b"],
    ["vehicle", "car", 420, 574, 4, 0, "#2f6fb3"],
    ["cyclist", "racing_bike", 1010, 662, -5, 0],
    ["pedestrian", "adult_coat", 1120, 452, -2, 0],
  ],
  in_cabin: [["distracted_driver", "phone", 640, 648, 0, 0]],
};

/** The flat scenes have different roads: vehicles keep to them, and pedestrians and cyclists to verges, crossings and pavements. */
const SCHEMATIC: Record<SceneKind, Cast> = {
  highway: [
    ["pedestrian", "adult", 250, 226, 2, 0, { width: 38, height: 100 }],
    ["vehicle", "truck", 900, 384, 6, 0, { width: 250, height: 118 }],
    ["vehicle", "car", 480, 452, 8, 0, { width: 168, height: 66 }],
    ["vehicle", "bus", 330, 580, -6, 0, { width: 300, height: 138 }],
    ["vehicle", "hatchback", 960, 652, -8, 0, { width: 206, height: 92 }],
  ],
  urban_intersection: [
    ["pedestrian", "adult_skirt", 250, 372, 2, 0, { width: 36, height: 94 }],
    ["pedestrian", "adult_coat", 520, 384, -2, 0, { width: 42, height: 112 }],
    ["pedestrian", "child", 610, 386, -2, 0, { width: 34, height: 86 }],
    ["cyclist", "city_bike", 760, 264, 5, 0, { width: 68, height: 102 }],
    ["vehicle", "van", 930, 560, -4, 0, { width: 220, height: 118 }],
  ],
  school_zone: [
    ["vehicle", "bus", 930, 400, -4, 0, { width: 300, height: 150 }],
    ["cyclist", "city_bike", 330, 520, 4, 0, { width: 78, height: 118 }],
    ["pedestrian", "adult_coat", 650, 708, -2, 0, { width: 42, height: 112 }],
    ["pedestrian", "child", 594, 702, -2, 0, { width: 34, height: 82 }],
    ["pedestrian", "child", 705, 712, -2, 0, { width: 35, height: 86 }],
  ],
  parking_lot: [
    ["vehicle", "car", 500, 284, 0, 2, { width: 70, height: 90 }],
    ["pedestrian", "adult", 560, 420, 1, 0, { width: 42, height: 112 }],
    ["vehicle", "hatchback", 860, 500, 3, 0, { width: 200, height: 90 }],
    ["pedestrian", "adult_skirt", 300, 500, 2, 0, { width: 46, height: 124 }],
  ],
  residential: [
    ["pedestrian", "adult_coat", 1120, 322, -2, 0, { width: 36, height: 96 }],
    ["vehicle", "car", 420, 494, 4, 0, { width: 190, height: 80 }],
    ["cyclist", "racing_bike", 1010, 580, -5, 0, { width: 84, height: 122 }],
    ["pedestrian", "child", 700, 644, 2, 0, { width: 28, height: 70 }],
  ],
  in_cabin: [["distracted_driver", "phone", 640, 648, 0, 0, { width: 360, height: 430 }]],
};

const CASTS: Record<PictureStyle, Record<SceneKind, Cast>> = { illustrated: ILLUSTRATED, schematic: SCHEMATIC };

/** What the driver does, if not phoning. */
const DRIVERS: Readonly<Partial<Record<string, string>>> = {
  night: "drowsy",
  fog: "drowsy",
  cloudy: "looking_away",
  low_sun: "looking_away",
};

const OCCLUDERS: Record<PictureStyle, Partial<Record<SceneKind, readonly Occluder[]>>> = {
  illustrated: {
    residential: [createOccluder({ id: "van", kind: "parked_van", x: 640, y: 494, size: { width: 212, height: 128 } })],
    urban_intersection: [createOccluder({ id: "sign", kind: "sign", x: 1150, y: 660, size: { width: 40, height: 140 } })],
  },
  schematic: {
    residential: [createOccluder({ id: "van", kind: "parked_van", x: 760, y: 420, size: { width: 212, height: 128 } })],
    parking_lot: [
      createOccluder({ id: "car", kind: "parked_car", x: 318, y: 280, size: { width: 72, height: 84 } }),
      createOccluder({ id: "van", kind: "parked_van", x: 956, y: 706, size: { width: 78, height: 124 } }),
    ],
  },
};

const FRAME = 60;

/** A weather by day, a light under a clear sky, or both: `rainy-night`. */
function skyOf(name: string): { readonly weather: WeatherCondition; readonly light: LightCondition } {
  const parts = name.split("-");
  return {
    weather: WEATHER_CONDITIONS.find((condition) => parts.includes(condition)) ?? "sunny",
    light: LIGHT_CONDITIONS.find((condition) => parts.includes(condition)) ?? "day",
  };
}

function castOf(place: WholeScenario, sky: string): Actor[] {
  const { style, scene } = place;
  return CASTS[style][scene.kind].map(([type, given, x, y, dx, dy, own], trackId) => {
    const model = type === "distracted_driver" ? (DRIVERS[sky] ?? given) : given;
    const size = typeof own === "object" ? own : usualActorSize(place, type, model);
    return createActor({
      id: `${type}-${trackId}`,
      trackId: trackId + 3,
      type,
      appearance: { model, ...(typeof own === "string" ? { color: own } : {}) },
      size,
      ...(style === "illustrated" ? { perspective: true } : {}),
      startFrame: 0,
      endFrame: 2 * FRAME,
      waypoints:
        dx === 0 && dy === 0
          ? [{ x, y }]
          : [
              { x: x - dx * FRAME, y: y - dy * FRAME },
              { x: x + dx * FRAME, y: y + dy * FRAME },
            ],
    });
  });
}

function galleryScenario(kind: SceneKind, sky: string, style: PictureStyle, variant: number): WholeScenario {
  const empty = createScenario({ id: `gallery-${kind}`, style, scene: { kind, variant }, occluders: [...(OCCLUDERS[style][kind] ?? [])] });
  const { weather, light } = skyOf(sky);
  const intensity = weather === "fog" || light === "night" ? 0.85 : 0.7;
  return withLight(withWeather({ ...empty, actors: castOf(empty, sky) }, weather, intensity), light, intensity);
}

/** One picture of the gallery as a `data:` URL of a WebP file. */
async function galleryPicture(kind: SceneKind, sky: string, style: PictureStyle, variant: number): Promise<string> {
  const scenario = galleryScenario(kind, sky, style, variant);
  const canvas = document.createElement("canvas");
  canvas.width = scenario.video.width;
  canvas.height = scenario.video.height;
  const context = canvas.getContext("2d", CONTEXT_SETTINGS);
  if (!(context instanceof CanvasRenderingContext2D)) throw new Error("no 2D context");
  drawFrame(context, frameState(scenario, FRAME), await loadRenderAssets(scenario));
  return canvas.toDataURL("image/webp", 0.86);
}

/** Poses of a driver, with what they show in words. */
const POSES: readonly (readonly [text: string, pose: Partial<DriverKeyframe>])[] = [
  ["eyes on the road", {}],
  ["instruments", { gaze: "instruments" }],
  ["centre display", { gaze: "centre_display", rightHand: "centre" }],
  ["rear mirror", { gaze: "rear_mirror" }],
  ["left mirror", { gaze: "left_mirror" }],
  ["right mirror", { gaze: "right_mirror" }],
  ["passenger", { gaze: "passenger", mouth: "talking" }],
  ["lap", { gaze: "lap", leftHand: "lap" }],
  ["phone in hand", { gaze: "phone", leftHand: "phone" }],
  ["phone at the ear", { leftHand: "ear", mouth: "talking" }],
  ["yawning", { mouth: "yawning", eyes: 0.3, head: { yaw: 0, pitch: -6, roll: 0 } }],
  ["asleep", { eyes: 0, head: { yaw: 4, pitch: 30, roll: -10 } }],
];
/** Cells of the sheet of poses, with the part of the picture that each shows. */
const SHEET = { columns: 4, side: 300, gap: 6, part: { x: 340, y: 110, side: 610 } };

/** A sheet of a driver's poses as a `data:` URL of a WebP file, and what each shows, row by row. */
async function driverSheet(): Promise<{ picture: string; texts: string[] }> {
  const { columns, side, gap, part } = SHEET;
  const step = side + gap;
  const canvas = document.createElement("canvas");
  canvas.width = columns * step - gap;
  canvas.height = Math.ceil(POSES.length / columns) * step - gap;
  const sheet = canvas.getContext("2d");
  const cell = document.createElement("canvas");
  const context = cell.getContext("2d", CONTEXT_SETTINGS);
  if (!sheet || !(context instanceof CanvasRenderingContext2D)) throw new Error("no 2D context");
  for (const [index, [, pose]] of POSES.entries()) {
    const scenario = galleryScenario("in_cabin", "sunny", "illustrated", 1);
    const driverPoses = driverPosesSchema.parse([{ at: 0, ...pose }]);
    const posed = { ...scenario, actors: scenario.actors.map((actor) => ({ ...actor, driverPoses })) };
    cell.width = scenario.video.width;
    cell.height = scenario.video.height;
    drawFrame(context, frameState(posed, FRAME), await loadRenderAssets(posed));
    const [x, y] = [(index % columns) * step, Math.floor(index / columns) * step];
    sheet.drawImage(cell, part.x, part.y, part.side, part.side, x, y, side, side);
  }
  return { picture: canvas.toDataURL("image/webp", 0.86), texts: POSES.map(([text]) => text) };
}

declare global {
  var galleryPicture: (kind: SceneKind, sky: string, style: PictureStyle, variant: number) => Promise<string>;
  var driverSheet: () => Promise<{ picture: string; texts: string[] }>;
}

globalThis.galleryPicture = galleryPicture;
globalThis.driverSheet = driverSheet;
