import {
  withCondition,
  createActor,
  createOccluder,
  createScenario,
  type Actor,
  type ActorType,
  type Occluder,
  type PictureStyle,
  type Scenario,
  type SceneKind,
  type Condition,
} from "@/core/document";
import { frameState } from "@/core/scene";
import { CONTEXT_SETTINGS, drawFrame, loadRenderAssets } from "@/render";

/** What stands and moves in each scene of the gallery: type, model, ground point, size, direction, own colour. */
type Cast = readonly (readonly [
  ActorType,
  string,
  x: number,
  y: number,
  width: number,
  height: number,
  dx: number,
  dy: number,
  color?: string,
])[];

const DRIVER: Cast = [["distracted_driver", "phone", 640, 648, 360, 430, 0, 0]];

const ILLUSTRATED: Record<SceneKind, Cast> = {
  highway: [
    ["vehicle", "truck", 900, 384, 250, 118, 6, 0, "#c8553d"],
    ["vehicle", "car", 640, 452, 168, 66, 8, 0, "#2f6fb3"],
    ["pedestrian", "adult", 250, 420, 38, 100, 2, 0.4],
    ["vehicle", "bus", 330, 580, 300, 138, -6, 0],
    ["vehicle", "hatchback", 960, 652, 206, 92, -8, 0, "#d9a441"],
  ],
  urban_intersection: [
    ["vehicle", "bus", 792, 356, 92, 108, 0, 0.6, "#c43c32"],
    ["pedestrian", "adult_skirt", 250, 390, 36, 94, 0.4, 2],
    ["pedestrian", "adult_coat", 420, 505, 42, 112, 0.4, -2, "#7a4e8a"],
    ["cyclist", "city_bike", 600, 432, 68, 102, 5, 0],
    ["vehicle", "van", 930, 560, 220, 118, -4, 0],
    ["pedestrian", "adult", 118, 672, 52, 138, 2, 0],
    ["pedestrian", "child", 196, 676, 38, 96, 2, 0, "#d9482b"],
  ],
  school_zone: [
    ["pedestrian", "adult_coat", 650, 520, 42, 112, 0, -2, "#355c7d"],
    ["pedestrian", "child", 594, 540, 34, 82, 0, -2, "#e07a3f"],
    ["pedestrian", "child", 705, 556, 35, 86, 0, -2, "#4f9d69"],
    ["vehicle", "bus", 1030, 520, 300, 150, -4, 0, "#e0a030"],
    ["cyclist", "city_bike", 330, 632, 78, 118, 4, 0],
    ["pedestrian", "adult", 190, 406, 34, 90, -2, 0],
  ],
  parking_lot: [
    ["vehicle", "car", 472, 420, 78, 64, 0, 0.6, "#8d3b3b"],
    ["vehicle", "van", 932, 494, 92, 100, 0, -0.05],
    ["vehicle", "car", 348, 494, 94, 72, 0, 0.05, "#3d5a73"],
    ["pedestrian", "adult", 580, 520, 42, 112, 1, 1.4],
    ["cyclist", "city_bike", 700, 560, 50, 108, 0, 1.4],
    ["vehicle", "hatchback", 850, 604, 200, 90, 3, 0, "#2f6fb3"],
    ["pedestrian", "adult_skirt", 300, 640, 46, 124, 2, 0],
    ["vehicle", "truck", 1104, 684, 128, 172, 0, -0.4, "#c8553d"],
  ],
  residential: [
    ["pedestrian", "child", 780, 520, 28, 70, 1, 2, "#d9482b"],
    ["vehicle", "car", 420, 574, 190, 80, 4, 0, "#2f6fb3"],
    ["cyclist", "racing_bike", 1010, 662, 84, 122, -5, 0],
    ["pedestrian", "adult_coat", 1120, 452, 36, 96, -2, 0],
  ],
  in_cabin: DRIVER,
};

/** The flat scenes have other roads: vehicles keep to them, and those on foot to verges, crossings and pavements. */
const SCHEMATIC: Record<SceneKind, Cast> = {
  highway: [
    ["pedestrian", "adult", 250, 226, 38, 100, 2, 0],
    ["vehicle", "truck", 900, 384, 250, 118, 6, 0],
    ["vehicle", "car", 480, 452, 168, 66, 8, 0],
    ["vehicle", "bus", 330, 580, 300, 138, -6, 0],
    ["vehicle", "hatchback", 960, 652, 206, 92, -8, 0],
  ],
  urban_intersection: [
    ["pedestrian", "adult_skirt", 250, 372, 36, 94, 2, 0],
    ["pedestrian", "adult_coat", 520, 384, 42, 112, -2, 0],
    ["pedestrian", "child", 610, 386, 34, 86, -2, 0],
    ["cyclist", "city_bike", 760, 264, 68, 102, 5, 0],
    ["vehicle", "van", 930, 560, 220, 118, -4, 0],
  ],
  school_zone: [
    ["vehicle", "bus", 930, 400, 300, 150, -4, 0],
    ["cyclist", "city_bike", 330, 520, 78, 118, 4, 0],
    ["pedestrian", "adult_coat", 650, 708, 42, 112, -2, 0],
    ["pedestrian", "child", 594, 702, 34, 82, -2, 0],
    ["pedestrian", "child", 705, 712, 35, 86, -2, 0],
  ],
  parking_lot: [
    ["vehicle", "car", 500, 284, 70, 90, 0, 2],
    ["pedestrian", "adult", 560, 420, 42, 112, 1, 0],
    ["vehicle", "hatchback", 860, 500, 200, 90, 3, 0],
    ["pedestrian", "adult_skirt", 300, 500, 46, 124, 2, 0],
  ],
  residential: [
    ["pedestrian", "adult_coat", 1120, 322, 36, 96, -2, 0],
    ["vehicle", "car", 420, 494, 190, 80, 4, 0],
    ["cyclist", "racing_bike", 1010, 580, 84, 122, -5, 0],
    ["pedestrian", "child", 700, 644, 28, 70, 2, 0],
  ],
  in_cabin: DRIVER,
};

const CASTS: Record<PictureStyle, Record<SceneKind, Cast>> = { illustrated: ILLUSTRATED, schematic: SCHEMATIC };

/** What the driver does, where it is not the telephone. */
const DRIVERS: Partial<Record<Condition, string>> = { night: "drowsy", fog: "drowsy", cloudy: "looking_away", low_sun: "looking_away" };

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

function castOf(kind: SceneKind, condition: Condition, style: PictureStyle): Actor[] {
  return CASTS[style][kind].map(([type, model, x, y, width, height, dx, dy, color], trackId) =>
    createActor({
      id: `${type}-${trackId}`,
      trackId: trackId + 3,
      type,
      appearance: {
        model: type === "distracted_driver" ? (DRIVERS[condition] ?? model) : model,
        ...(color === undefined ? {} : { color }),
      },
      size: { width, height },
      startFrame: 0,
      endFrame: 2 * FRAME,
      waypoints:
        dx === 0 && dy === 0
          ? [{ x, y }]
          : [
              { x: x - dx * FRAME, y: y - dy * FRAME },
              { x: x + dx * FRAME, y: y + dy * FRAME },
            ],
    }),
  );
}

function galleryScenario(kind: SceneKind, condition: Condition, style: PictureStyle, variant: number): Scenario {
  const scenario = createScenario({
    id: `gallery-${kind}`,
    style,
    scene: { kind, variant },
    actors: castOf(kind, condition, style),
    occluders: [...(OCCLUDERS[style][kind] ?? [])],
  });
  return withCondition(scenario, condition, condition === "night" || condition === "fog" ? 0.85 : 0.7);
}

/** One picture of the gallery as a `data:` address of a WebP file. */
async function galleryPicture(kind: SceneKind, condition: Condition, style: PictureStyle, variant: number): Promise<string> {
  const scenario = galleryScenario(kind, condition, style, variant);
  const canvas = document.createElement("canvas");
  canvas.width = scenario.video.width;
  canvas.height = scenario.video.height;
  const context = canvas.getContext("2d", CONTEXT_SETTINGS);
  if (!(context instanceof CanvasRenderingContext2D)) throw new Error("no 2D context");
  drawFrame(context, frameState(scenario, FRAME), await loadRenderAssets(scenario));
  return canvas.toDataURL("image/webp", 0.86);
}

declare global {
  var galleryPicture: (kind: SceneKind, condition: Condition, style: PictureStyle, variant: number) => Promise<string>;
}

globalThis.galleryPicture = galleryPicture;
