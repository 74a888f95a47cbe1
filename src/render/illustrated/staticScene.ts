import type { Rgb, WeatherCondition } from "@/core/document";
import type { FrameState } from "@/core/scene";
import { cachedDrawing, coverFit, type CachedDrawing, type RenderAssets } from "../assets";
import { css } from "../color";
import { createSurface, type Context2D, type Surface } from "../surface";
import {
  CLOUDY,
  FOG_COLOR,
  LAMP_LIGHT,
  NIGHT_AMBIENT,
  RAINY,
  cloudCover,
  fogDensity,
  skyLight,
  type Light,
} from "./light";
import { lampFalloff, traceOpenings, type Look, type Place } from "./places/place";

/** Intensities are told apart in these steps: finer than the eye sees in one frame of a fade. */
const INTENSITY_STEPS = 255;

/** A scene as it is painted once: in the sun, under a closed sky, or under one weather at full intensity. */
type Painting = WeatherCondition | "overcast";

type Blend = { painting: Painting; alpha: number };

/** What is painted over the sunny scene, in order, and how opaque. */
function blendsOf({ weather }: FrameState): Blend[] {
  const step = (value: number) => Math.round(value * INTENSITY_STEPS) / INTENSITY_STEPS;
  const blends: Blend[] = [];
  for (const { condition, intensity } of weather) {
    if (condition === "sunny" || step(intensity) === 0) continue;
    if (condition !== "night") blends.push({ painting: "overcast", alpha: step(cloudCover(intensity)) });
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
      sky: painting === "sunny" ? "clear" : painting === "night" ? "night" : "overcast",
      sunlit: painting === "sunny",
      wet: painting === "rainy",
      lit: false,
      variant,
    };
    if (picture) coverFit(picture, surface);
    context.setTransform(width / 1280, 0, 0, height / 720, 0, 0);
    if (!picture) place.paint(context, look);
    layWeather(surface, painting, place, picture === undefined);
    if (painting === "night" && !picture) {
      addLights(surface, place, look);
      place.paintLights(context, variant);
    }
    return cachedDrawing(surface);
  });
}

function layWeather(surface: Surface, painting: Painting, place: Place, drawn: boolean): void {
  switch (painting) {
    case "sunny":
    case "overcast":
      return;
    case "cloudy":
      lay(surface, skyLight(place, CLOUDY));
      return;
    case "rainy":
      if (drawn) mirrorInWetGround(surface, place);
      lay(surface, skyLight(place, RAINY));
      return;
    case "night":
      darken(surface, place);
      return;
    case "fog":
      fog(surface, place);
  }
}

const scaled = (color: Rgb, factor: number): Rgb => [
  Math.round(color[0] * factor),
  Math.round(color[1] * factor),
  Math.round(color[2] * factor),
];

/** Lays one light over the whole picture. */
function lay({ context }: Surface, { multiply, add }: Light): void {
  context.globalCompositeOperation = "multiply";
  context.fillStyle = css(scaled(multiply, 255));
  context.fillRect(0, 0, 1280, 720);
  context.globalCompositeOperation = "lighter";
  context.fillStyle = css(scaled(add, 1));
  context.fillRect(0, 0, 1280, 720);
  context.globalCompositeOperation = "source-over";
}

/** A faint, streaked mirror image of what stands beyond each stretch of wet ground. */
function mirrorInWetGround(surface: Surface, place: Place): void {
  const { context, canvas, width, height } = surface;
  const copy = createSurface(width, height, true);
  copy.context.drawImage(canvas, 0, 0);
  context.save();
  for (const { top, bottom } of place.wetGround) {
    const [from, to] = [(top / 720) * height, (bottom / 720) * height];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.save();
    context.beginPath();
    context.rect(0, from, width, to - from);
    context.clip();
    // Many faint images, each a little aside and stretched otherwise, stand for one blurred by the rough ground.
    context.globalAlpha = 0.026;
    for (const shift of [-9, -6, -3, 0, 3, 6, 9])
      for (const stretch of [1.1, 1.45, 1.9]) {
        context.setTransform(1, 0, 0, -stretch, (shift / 1280) * width, from * (1 + stretch));
        context.drawImage(copy.canvas, 0, 0);
      }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    const gradient = context.createLinearGradient(0, from, 0, to);
    gradient.addColorStop(0, "rgba(190,204,220,0.12)");
    gradient.addColorStop(1, "rgba(190,204,220,0.02)");
    context.fillStyle = gradient;
    context.fillRect(0, from, width, to - from);
    context.restore();
  }
  context.restore();
}

/** Night: every pixel times the light that reaches it, moonlight everywhere and lamps around their feet. */
function darken(surface: Surface, place: Place): void {
  const map = createSurface(surface.width, surface.height, true);
  const { context } = map;
  context.setTransform(surface.width / 1280, 0, 0, surface.height / 720, 0, 0);
  context.fillStyle = css(scaled(NIGHT_AMBIENT, 255));
  context.fillRect(0, 0, 1280, 720);
  context.globalCompositeOperation = "lighten";
  for (const lamp of place.lamps) {
    context.save();
    context.translate(lamp.x, lamp.groundY);
    context.scale(lamp.radiusX, lamp.radiusY);
    const gradient = context.createRadialGradient(0, 0, 0, 0, 0, 1);
    for (let step = 0; step <= 10; step++) {
      const light = lampFalloff(step / 10);
      const at = (index: 0 | 1 | 2) => Math.round(255 * (NIGHT_AMBIENT[index] + LAMP_LIGHT[index] * light));
      gradient.addColorStop(step / 10, css([at(0), at(1), at(2)]));
    }
    context.fillStyle = gradient;
    context.fillRect(-1, -1, 2, 2);
    context.restore();
  }
  surface.context.save();
  surface.context.setTransform(1, 0, 0, 1, 0, 0);
  surface.context.globalCompositeOperation = "multiply";
  surface.context.drawImage(map.canvas, 0, 0);
  surface.context.restore();
}

/** Adds what shines by itself: the difference between the place with its lights on and off. */
function addLights(surface: Surface, place: Place, look: Look): void {
  const { width, height } = surface;
  const lights = createSurface(width, height, true);
  lights.context.setTransform(width / 1280, 0, 0, height / 720, 0, 0);
  place.paint(lights.context, look);
  const unlit = createSurface(width, height, true);
  unlit.context.drawImage(lights.canvas, 0, 0);
  place.paint(lights.context, { ...look, lit: true });
  lights.context.setTransform(1, 0, 0, 1, 0, 0);
  lights.context.globalCompositeOperation = "difference";
  lights.context.drawImage(unlit.canvas, 0, 0);
  surface.context.save();
  surface.context.setTransform(1, 0, 0, 1, 0, 0);
  surface.context.globalCompositeOperation = "lighter";
  surface.context.drawImage(lights.canvas, 0, 0);
  surface.context.restore();
}

/** Fog thickens with the distance that a row of the picture stands for; into a car it hardly comes. */
function fog({ context }: Surface, place: Place): void {
  const gradient = context.createLinearGradient(0, 0, 0, 720);
  for (let step = 0; step <= 40; step++)
    gradient.addColorStop(step / 40, css(FOG_COLOR, fogDensity(place, step * 18)));
  context.fillStyle = gradient;
  context.fillRect(0, 0, 1280, 720);
  if (!place.openings) return;
  traceOpenings(context, place.openings);
  context.fillStyle = css(FOG_COLOR, 0.86);
  context.fill();
}
