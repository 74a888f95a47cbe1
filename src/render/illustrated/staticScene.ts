import type { WeatherCondition } from "@/core/document";
import type { FrameState } from "@/core/scene";
import { cachedDrawing, type CachedDrawing, type RenderAssets } from "../assets";
import { createSurface, type Context2D } from "../surface";
import { cloudCover } from "./light";
import type { Look, Place } from "./places/place";
import { addLights, layWeather, type Painting } from "./weathering";
import { coverFit } from "../coverFit";

/** Intensities are told apart in these steps: finer than the eye sees in one frame of a fade. */
const INTENSITY_STEPS = 255;

const SKIES: Record<Painting, Look["sky"]> = {
  sunny: "clear",
  overcast: "overcast",
  snowbound: "overcast",
  evening: "low_sun",
  cloudy: "overcast",
  rainy: "overcast",
  fog: "overcast",
  snow: "overcast",
  night: "night",
  dusk: "dusk",
  low_sun: "low_sun",
};

/** Conditions under which clouds close the sky. */
const CLOSED_SKIES: ReadonlySet<WeatherCondition> = new Set(["cloudy", "rainy", "fog"]);

type Blend = { painting: Painting; alpha: number };

/** What is painted over the sunny scene, in order, and how opaque. */
function blendsOf({ weather }: FrameState): Blend[] {
  const step = (value: number) => Math.round(value * INTENSITY_STEPS) / INTENSITY_STEPS;
  const blends: Blend[] = [];
  for (const { condition, intensity } of weather) {
    if (condition === "sunny" || step(intensity) === 0) continue;
    if (CLOSED_SKIES.has(condition)) blends.push({ painting: "overcast", alpha: step(cloudCover(intensity)) });
    // Snow covers the ground long before it falls as thick as it can.
    if (condition === "snow") blends.push({ painting: "snowbound", alpha: step(cloudCover(intensity)) });
    // The sky turns warm sooner than the sun dazzles.
    if (condition === "low_sun") blends.push({ painting: "evening", alpha: step(cloudCover(intensity)) });
    blends.push({ painting: condition, alpha: step(intensity) });
  }
  return blends;
}

/** Names the static scene: frames with the same key have the same one. */
export function illustratedKey(state: FrameState): string {
  return `${baseKey(state)} ${blendsOf(state).map(({ painting, alpha }) => `${painting} ${alpha}`).join(" ")}`;
}

function baseKey({ scene, width, height }: FrameState): string {
  return `illustrated ${scene.kind} ${scene.variant} ${scene.backgroundAsset ?? ""} ${width}x${height}`;
}

/** The scene under the frame's weather, without actors and drops. */
export function drawIllustratedScene(context: Context2D, state: FrameState, place: Place, assets: RenderAssets): void {
  const blended = assets.scenes.get(illustratedKey(state), () => {
    const surface = assets.scenePool.take(state.width, state.height);
    surface.context.globalAlpha = 1;
    surface.context.drawImage(painted("sunny", state, place, assets).surface.canvas, 0, 0);
    for (const { painting, alpha } of blendsOf(state)) {
      surface.context.globalAlpha = alpha;
      surface.context.drawImage(painted(painting, state, place, assets).surface.canvas, 0, 0);
    }
    return cachedDrawing(surface);
  });
  context.drawImage(blended.surface.canvas, 0, 0);
}

function painted(painting: Painting, state: FrameState, place: Place, assets: RenderAssets): CachedDrawing {
  return assets.paintings.get(`${baseKey(state)} ${painting}`, () => {
    const surface = createSurface(state.width, state.height, true);
    const { context, width, height } = surface;
    const { backgroundAsset, variant } = state.scene;
    const picture = backgroundAsset === undefined ? undefined : assets.pictures.get(backgroundAsset);
    const look: Look = {
      sky: SKIES[painting],
      sunlit: painting === "sunny" || painting === "low_sun" || painting === "evening",
      wet: painting === "rainy",
      snowy: painting === "snow" || painting === "snowbound",
      lit: false,
      sun: place.sun,
      disc: painting === "evening",
      variant,
    };
    if (picture) coverFit(picture, surface);
    context.setTransform(width / 1280, 0, 0, height / 720, 0, 0);
    if (!picture) place.paint(context, look);
    layWeather(surface, painting, place, picture === undefined);
    if (painting === "low_sun" && !picture) addLights(surface, place, look, { ...look, disc: true });
    if ((painting === "night" || painting === "dusk") && !picture) {
      addLights(surface, place, look, { ...look, lit: true });
      place.paintLights(context, look);
    }
    return cachedDrawing(surface);
  });
}

