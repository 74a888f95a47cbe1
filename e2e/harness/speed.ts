import { ACTOR_MODELS, createActor, createScenario, type Actor, type ActorType, type WholeScenario } from "@/core/document";
import { frameState, placedFrame } from "@/core/scene";
import { CONTEXT_SETTINGS, drawFrame, loadRenderAssets } from "@/render";

const TYPES: readonly ActorType[] = ["pedestrian", "vehicle", "cyclist", "vehicle"];
const HEIGHTS: Record<ActorType, number> = { pedestrian: 100, cyclist: 100, vehicle: 72, distracted_driver: 60 };
const ASPECTS: Record<ActorType, number> = { pedestrian: 0.375, cyclist: 0.667, vehicle: 2, distracted_driver: 1 };

/** Actors of every model and of the sizes that the scenes call for, all moving and all in the picture. */
function traffic(count: number): Actor[] {
  return Array.from({ length: count }, (_, trackId) => {
    const type = TYPES[trackId % TYPES.length] ?? "vehicle";
    const models = ACTOR_MODELS[type];
    const y = 380 + ((trackId * 53) % 320);
    const height = Math.round(HEIGHTS[type] * (y / 560));
    const x = 80 + ((trackId * 211) % 900);
    const way = (type === "vehicle" ? 640 : 160) * (trackId % 2 ? 1 : -1);
    return createActor({
      id: `actor-${trackId}`,
      trackId,
      type,
      appearance: { model: models[trackId % models.length] ?? models[0] },
      size: { width: Math.round(height * ASPECTS[type]), height },
      startFrame: 0,
      endFrame: 300,
      waypoints: [
        { x: x - way / 2, y },
        { x: x + way / 2, y },
      ],
    });
  });
}

export type SpeedCase = {
  style: WholeScenario["style"];
  actors: number;
  weather: WholeScenario["weather"];
  sensor?: WholeScenario["sensor"];
  /** Whether visibility is computed too, as for export. */
  truth: boolean;
};

/** Median milliseconds per frame of computing and drawing 1280 × 720, over frames 40 to 139 after a warm-up of 40 others. */
async function speedOf({ style, actors, weather, sensor, truth }: SpeedCase): Promise<{ place: number; draw: number; both: number }> {
  const scenario = createScenario({
    id: "speed",
    style,
    scene: { kind: "highway", variant: 0 },
    weather,
    actors: traffic(actors),
    ...(sensor ? { sensor } : {}),
  });
  const assets = await loadRenderAssets(scenario);
  const context = new OffscreenCanvas(1280, 720).getContext("2d", CONTEXT_SETTINGS);
  if (!context) throw new Error("no 2D context");
  const times: { place: number; draw: number; both: number }[] = [];
  for (let frame = 0; frame < 140; frame++) {
    const start = performance.now();
    const state = truth ? frameState(scenario, frame) : placedFrame(scenario, frame);
    const placed = performance.now();
    drawFrame(context, state, assets);
    // Reading a pixel makes the browser finish the drawing it has deferred.
    context.getImageData(0, 0, 1, 1);
    const end = performance.now();
    if (frame >= 40) times.push({ place: placed - start, draw: end - placed, both: end - start });
  }
  const median = (key: "place" | "draw" | "both") => times.map((time) => time[key]).sort((a, b) => a - b)[times.length >> 1] ?? NaN;
  return { place: median("place"), draw: median("draw"), both: median("both") };
}

declare global {
  var speedOf: (given: SpeedCase) => Promise<{ place: number; draw: number; both: number }>;
}

globalThis.speedOf = speedOf;
