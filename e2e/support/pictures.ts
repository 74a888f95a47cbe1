import type { Page } from "@playwright/test";
import {
  ACTOR_MODELS,
  ACTOR_TYPES,
  OCCLUDER_KINDS,
  createActor,
  createOccluder,
  createScenario,
  type Actor,
  type PictureStyle,
  type WholeScenario,
  type SceneKind,
  type Condition,
  type WeatherCondition,
  withCondition,
} from "@/core/document";
import { bundleHarness } from "../../scripts/setup/bundleHarness.mjs";
import type {} from "../harness/picture";

/** The drawing and comparing code, as one script: to be built once per test file. */
export const pictureScript = (): Promise<string> => bundleHarness("picture");

/** An empty page in which the script's functions can be called, as `pictureHarness`. */
export async function openHarness(page: Page, script: string): Promise<void> {
  await page.goto("about:blank");
  await page.addScriptTag({ content: script });
}

/** A weather or light condition that takes over at frame 40, over 10 frames. */
export function skyOf(
  condition: Condition,
  intensity: number,
  later: WeatherCondition,
  laterIntensity: number,
): Pick<WholeScenario, "weather" | "light"> {
  const { weather, light } = withCondition(createScenario({ id: "sky" }), condition, intensity);
  return {
    weather: [...weather, { frame: 40, condition: later, intensity: laterIntensity, fadeFrames: 10 }],
    ...(light ? { light: [...light, { frame: 40, condition: "day", intensity: 1, fadeFrames: 10 }] } : {}),
  };
}

/** One of every model crossing the frame, in all directions, and one of every occluder. */
export function crowd(kind: SceneKind, style: PictureStyle, condition: Condition, intensity: number): WholeScenario {
  const actors: Actor[] = [];
  for (const type of ACTOR_TYPES)
    for (const model of ACTOR_MODELS[type]) {
      const trackId = actors.length;
      const [x, y] = [40 + ((trackId * 97) % 560), 180 + ((trackId * 53) % 170)];
      const ways: readonly (readonly [number, number])[] = [
        [90, 0],
        [-90, 0],
        [4, 60],
        [4, -60],
      ];
      const [dx, dy] = ways[trackId % 4] ?? [0, 0];
      actors.push({
        ...createActor({
          id: `actor-${trackId}`,
          trackId,
          type,
          appearance: { model },
          startFrame: 0,
          endFrame: 60,
          waypoints: [
            { x, y },
            { x: x + dx, y: y + dy },
          ],
        }),
        flicker: { probability: 0.2, min: 0, max: 1 },
        jitter: { x: 2, y: 1 },
      });
    }
  return createScenario({
    id: "crowd",
    style,
    scene: { kind, variant: 3 },
    video: { width: 640, height: 360, fps: 30, durationFrames: 60 },
    ...skyOf(condition, intensity, condition === "fog" ? "rainy" : "fog", 0.5),
    actors,
    occluders: OCCLUDER_KINDS.map((occluder, index) =>
      createOccluder({ id: occluder, kind: occluder, x: 60 + index * 105, y: 220 + index * 20 }),
    ),
  });
}

/** A person in a coat, or a bus, moving to the right. */
export function mover(
  who: "pedestrian" | "vehicle",
  kind: SceneKind,
  style: PictureStyle,
  condition: Condition,
  intensity: number,
  x: number,
  y: number,
  color: string,
): WholeScenario {
  const looks = {
    pedestrian: { model: "adult_coat", size: { width: 45, height: 120 } },
    vehicle: { model: "bus", size: { width: 200, height: 96 } },
  };
  const { model, size } = looks[who];
  const scenario = createScenario({
    id: "mover",
    style,
    scene: { kind, variant: 0 },
    actors: [
      createActor({
        id: "mover",
        trackId: 0,
        type: who,
        appearance: { model, color },
        size,
        startFrame: 0,
        endFrame: 60,
        waypoints: [
          { x, y },
          { x: x + 60, y },
        ],
      }),
    ],
  });
  return withCondition(scenario, condition, intensity);
}
