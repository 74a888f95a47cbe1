import {
  createActor,
  createOccluder,
  createScenario,
  type Actor,
  type ActorType,
  type Occluder,
  type PictureStyle,
  type Scenario,
  type SceneKind,
  type WeatherCondition,
} from "@/core/document";
import { frameState } from "@/core/scene";
import { CONTEXT_SETTINGS, drawFrame, loadRenderAssets } from "@/render";

/** What stands and moves in each scene of the gallery: type, model, ground point, size, direction, own colour. */
type Cast = readonly (readonly [ActorType, string, x: number, y: number, width: number, height: number, dx: number, dy: number, color?: string])[];

const CASTS: Record<SceneKind, Cast> = {
  highway: [
    ["vehicle", "truck", 900, 384, 250, 118, 6, 0, "#c8553d"],
    ["vehicle", "car", 480, 452, 168, 66, 8, 0, "#2f6fb3"],
    ["pedestrian", "adult", 250, 420, 38, 100, 2, 0.4],
    ["vehicle", "bus", 330, 580, 300, 138, -6, 0],
    ["vehicle", "hatchback", 960, 652, 206, 92, -8, 0, "#d9a441"],
  ],
  urban_intersection: [
    ["pedestrian", "adult_skirt", 250, 390, 36, 94, 0.4, 2],
    ["pedestrian", "adult_coat", 420, 505, 42, 112, 0.4, -2, "#7a4e8a"],
    ["cyclist", "city_bike", 760, 412, 68, 102, 5, 0],
    ["vehicle", "van", 930, 560, 220, 118, -4, 0],
    ["pedestrian", "child", 180, 668, 44, 112, 2, 0, "#d9482b"],
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
    ["pedestrian", "adult", 560, 520, 42, 112, 1, 1.4],
    ["vehicle", "hatchback", 840, 580, 200, 90, -3, 0, "#2f6fb3"],
    ["pedestrian", "adult_skirt", 300, 640, 46, 124, 2, 0],
    ["vehicle", "car", 700, 408, 78, 64, 0, 2, "#8d3b3b"],
  ],
  residential: [
    ["pedestrian", "child", 780, 520, 38, 92, 1, 2, "#d9482b"],
    ["vehicle", "car", 420, 574, 190, 80, 4, 0, "#2f6fb3"],
    ["cyclist", "racing_bike", 1010, 662, 84, 122, -5, 0],
    ["pedestrian", "adult_coat", 1120, 452, 36, 96, -2, 0],
  ],
  in_cabin: [["distracted_driver", "phone", 640, 645, 360, 430, 0, 0]],
};

const OCCLUDERS: Partial<Record<SceneKind, readonly Occluder[]>> = {
  residential: [
    createOccluder({ id: "van", kind: "parked_van", x: 640, y: 494, size: { width: 212, height: 128 } }),
  ],
  parking_lot: [
    createOccluder({ id: "car", kind: "parked_car", x: 330, y: 492, size: { width: 184, height: 84 } }),
    createOccluder({ id: "van", kind: "parked_van", x: 960, y: 490, size: { width: 206, height: 124 } }),
  ],
  urban_intersection: [createOccluder({ id: "sign", kind: "sign", x: 1150, y: 660, size: { width: 40, height: 140 } })],
};

const FRAME = 60;

function castOf(kind: SceneKind): Actor[] {
  return CASTS[kind].map(([type, model, x, y, width, height, dx, dy, color], trackId) =>
    createActor({
      id: `${type}-${trackId}`,
      trackId: trackId + 3,
      type,
      appearance: { model, ...(color === undefined ? {} : { color }) },
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

function galleryScenario(kind: SceneKind, condition: WeatherCondition, style: PictureStyle, variant: number): Scenario {
  return createScenario({
    id: `gallery-${kind}`,
    style,
    scene: { kind, variant },
    weather: [{ frame: 0, condition, intensity: condition === "night" ? 0.85 : 0.7, fadeFrames: 0 }],
    actors: castOf(kind),
    occluders: [...(OCCLUDERS[kind] ?? [])],
  });
}

/** One picture of the gallery as a `data:` address of a WebP file. */
async function galleryPicture(kind: SceneKind, condition: WeatherCondition, style: PictureStyle, variant: number): Promise<string> {
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
  var galleryPicture: (kind: SceneKind, condition: WeatherCondition, style: PictureStyle, variant: number) => Promise<string>;
}

globalThis.galleryPicture = galleryPicture;
