import { trafficOf, type Condition } from "@/core/document";
import type { FrameState, WeatherLayer } from "@/core/scene";
import { cachedDrawing, type CachedDrawing, type RenderAssets } from "../assets";
import { createSurface, type Context2D, type Surface } from "../surface";
import { cloudCover } from "./light";
import type { Look, Place } from "./places/place";
import { addLights, layWeather, type Painting } from "./weathering";
import { coverFit } from "../coverFit";

/** Intensities are distinguished in these steps: finer than the eye can see in one frame of a fade. */
const INTENSITY_STEPS = 255;

const SKIES: Record<Painting, Look["sky"]> = {
  sunny: "clear",
  overcast: "overcast",
  snowbound: "overcast",
  evening: "low_sun",
  cloudless: "clear",
  cloudy: "overcast",
  rainy: "overcast",
  fog: "overcast",
  snow: "overcast",
  night: "night",
  dusk: "dusk",
  low_sun: "low_sun",
};

/** Conditions under which clouds close the sky. */
const CLOSED_SKIES: ReadonlySet<Condition> = new Set(["cloudy", "rainy", "fog"]);

/** How far the weather that a light falls through leaves the sky open, 0..1. */
const openSky = (weather: readonly { condition: Condition; intensity: number }[]): number =>
  weather.reduce(
    (open, { condition, intensity }) => (condition === "snow" || CLOSED_SKIES.has(condition) ? open * (1 - cloudCover(intensity)) : open),
    1,
  );

/** A painting on top of what is below it; `through`: a light's own stack, of its painting and those of the weather it falls through. */
type Blend = { painting: Painting; alpha: number; through?: readonly Blend[] };

/** Lights that have paintings for every weather. */
const LIGHTS: ReadonlySet<Condition> = new Set(["night", "dusk", "low_sun"]);

const step = (value: number) => Math.round(value * INTENSITY_STEPS) / INTENSITY_STEPS;

/** What is painted over the sunny scene, in order, and how opaque. */
function blendsOf(layers: readonly WeatherLayer[]): Blend[] {
  const blends: Blend[] = [];
  for (const { condition, intensity, through = [] } of layers) {
    if (condition === "sunny" || step(intensity) === 0) continue;
    if (CLOSED_SKIES.has(condition)) blends.push({ painting: "overcast", alpha: step(cloudCover(intensity)) });
    // Snow covers the ground long before it falls at full strength.
    if (condition === "snow") blends.push({ painting: "snowbound", alpha: step(cloudCover(intensity)) });
    // The sky turns warm before the sun dazzles, and the daytime clouds are gone before it is dark; behind closed clouds neither is
    // visible.
    const early = condition === "low_sun" ? "evening" : LIGHTS.has(condition) ? "cloudless" : null;
    const seen = step(cloudCover(intensity) * openSky(through));
    if (early && seen > 0) blends.push({ painting: early, alpha: seen });
    const weather = LIGHTS.has(condition) ? blendsOf(through) : [];
    blends.push({ painting: condition, alpha: step(intensity), ...(weather.length > 0 ? { through: weather } : {}) });
  }
  return blends;
}

const nameOf = ({ painting, alpha, through }: Blend): string =>
  `${painting} ${alpha}${through ? ` (${through.map(nameOf).join(" ")})` : ""}`;

/** Identifies the static scene: frames with the same key have the same one. */
export function illustratedKey(state: FrameState): string {
  return `${baseKey(state)} ${blendsOf(state.weather).map(nameOf).join(" ")}`;
}

function baseKey({ scene, width, height }: FrameState): string {
  return `illustrated ${scene.kind} ${scene.variant} ${trafficOf(scene)} ${scene.backgroundAsset ?? ""} ${width}x${height}`;
}

/** The scene under the frame's weather, without actors and drops. */
export function drawIllustratedScene(context: Context2D, state: FrameState, place: Place, assets: RenderAssets): void {
  const blended = assets.scenes.get(illustratedKey(state), () => {
    const surface = assets.scenePool.take(state.width, state.height);
    lay(surface, "sunny", undefined, blendsOf(state.weather), state, place, assets);
    return cachedDrawing(surface);
  });
  context.drawImage(blended.surface.canvas, 0, 0);
}

/** Paintings on top of each other, all of them under a light if one is given. */
function lay(
  surface: Surface,
  base: Painting,
  light: Light,
  blends: readonly Blend[],
  state: FrameState,
  place: Place,
  assets: RenderAssets,
): void {
  const { context } = surface;
  context.globalAlpha = 1;
  context.drawImage(painted(base, light, state, place, assets).surface.canvas, 0, 0);
  for (const { painting, alpha, through } of blends) {
    context.globalAlpha = 1;
    if (through && (painting === "night" || painting === "dusk" || painting === "low_sun")) {
      const stack = assets.scenePool.take(state.width, state.height);
      lay(stack, "sunny", painting, through, state, place, assets);
      context.globalAlpha = alpha;
      context.drawImage(stack.canvas, 0, 0);
      assets.scenePool.give(stack);
      continue;
    }
    const picture = painted(painting, light, state, place, assets).surface.canvas;
    context.globalAlpha = alpha;
    context.drawImage(picture, 0, 0);
  }
}

/** Under which a painting is made: plain day if none is given. */
type Light = "night" | "dusk" | "low_sun" | undefined;

/** A weather's painting under a light; for clear weather, it is the light's own. */
function painted(weather: Painting, light: Light, state: FrameState, place: Place, assets: RenderAssets): CachedDrawing {
  const painting = light !== undefined && weather === "sunny" ? light : weather;
  const under = painting === light ? undefined : light;
  return assets.paintings.get(`${baseKey(state)} ${painting}${under ? ` under ${under}` : ""}`, () => {
    const surface = createSurface(state.width, state.height, true);
    const { context, width, height } = surface;
    const { backgroundAsset, variant } = state.scene;
    const picture = backgroundAsset === undefined ? undefined : assets.pictures.get(backgroundAsset);
    const look: Look = {
      // The low sun's own sky is not visible behind clouds.
      sky: under === "low_sun" ? SKIES[painting] : SKIES[under ?? painting],
      clouded: under !== undefined,
      cloudless: painting === "cloudless",
      sunlit: under === undefined && (painting === "sunny" || painting === "low_sun" || painting === "evening" || painting === "cloudless"),
      wet: painting === "rainy",
      snowy: painting === "snow" || painting === "snowbound",
      lit: false,
      sun: place.sun,
      disc: painting === "evening",
      variant,
      traffic: trafficOf(state.scene),
    };
    if (picture) coverFit(picture, surface);
    context.setTransform(width / 1280, 0, 0, height / 720, 0, 0);
    if (!picture) place.paint(context, look);
    layWeather(surface, painting, place, picture === undefined);
    if (under) layWeather(surface, under, place, picture === undefined, false);
    if (painting === "low_sun" && !picture) addLights(surface, place, look, { ...look, disc: true });
    const dark = under ?? painting;
    if ((dark === "night" || dark === "dusk") && !picture) {
      addLights(surface, place, look, { ...look, lit: true });
      place.paintLights(context, look);
    }
    return cachedDrawing(surface);
  });
}
