import type { WeatherCondition } from "@/core/document";
import type { FrameState } from "@/core/scene";
import { cachedDrawing, coverFit, type CachedDrawing, type RenderAssets } from "../assets";
import { css } from "../color";
import { createSurface, type Context2D, type Surface } from "../surface";
import { FOG_COLOR, LAMP_LIGHT, NIGHT_AMBIENT, fogDensity } from "./light";
import { lampFalloff, type Look, type Place } from "./places/place";

/** Intensities are told apart in these steps: finer than the eye sees in one frame of a fade. */
const INTENSITY_STEPS = 255;

type QuantisedLayer = { condition: WeatherCondition; alpha: number };

function layersOf({ weather }: FrameState): QuantisedLayer[] {
  return weather
    .map(({ condition, intensity }) => ({ condition, alpha: Math.round(intensity * INTENSITY_STEPS) / INTENSITY_STEPS }))
    .filter(({ condition, alpha }) => condition !== "sunny" && alpha > 0);
}

/** Names the static scene: frames with the same key have the same one. */
export function illustratedKey(state: FrameState): string {
  const layers = layersOf(state).map(({ condition, alpha }) => `${condition} ${alpha}`);
  return `${baseKey(state)} ${layers.join(" ")}`;
}

function baseKey({ scene, width, height }: FrameState): string {
  return `illustrated ${scene.kind} ${scene.variant} ${scene.backgroundAsset ?? ""} ${width}x${height}`;
}

/** The scene under the frame's weather, without actors and drops. */
export function drawIllustratedScene(context: Context2D, state: FrameState, place: Place, assets: RenderAssets): void {
  const blended = assets.scenes.get(illustratedKey(state), () => {
    const surface = createSurface(state.width, state.height, true);
    surface.context.drawImage(painting("sunny", state, place, assets).surface.canvas, 0, 0);
    for (const { condition, alpha } of layersOf(state)) {
      surface.context.globalAlpha = alpha;
      surface.context.drawImage(painting(condition, state, place, assets).surface.canvas, 0, 0);
    }
    return cachedDrawing(surface);
  });
  context.drawImage(blended.surface.canvas, 0, 0);
}

/** The scene under one weather at full intensity; lower intensities blend it with the sunny one. */
function painting(condition: WeatherCondition, state: FrameState, place: Place, assets: RenderAssets): CachedDrawing {
  return assets.scenes.get(`${baseKey(state)} painting ${condition}`, () => {
    const surface = createSurface(state.width, state.height, true);
    const { context, width, height } = surface;
    const picture = state.scene.backgroundAsset === undefined ? undefined : assets.pictures.get(state.scene.backgroundAsset);
    const look: Look = {
      sky: condition === "sunny" || condition === "night" ? "clear" : "overcast",
      sunlit: condition === "sunny",
      wet: condition === "rainy",
      variant: state.scene.variant,
    };
    if (picture) coverFit(picture, surface);
    context.setTransform(width / 1280, 0, 0, height / 720, 0, 0);
    if (!picture) place.paint(context, look);
    layWeather(surface, condition, place);
    if (condition === "night" && !picture) place.paintLights(context, state.scene.variant);
    return cachedDrawing(surface);
  });
}

function layWeather(surface: Surface, condition: WeatherCondition, place: Place): void {
  const { context } = surface;
  switch (condition) {
    case "sunny":
      return;
    case "cloudy":
      multiplyBy(surface, "rgb(206,210,220)");
      return;
    case "rainy":
      multiplyBy(surface, "rgb(166,176,190)");
      context.fillStyle = "rgba(150,166,184,0.08)";
      context.fillRect(0, 0, 1280, 720);
      return;
    case "night":
      darken(surface, place);
      return;
    case "fog":
      fog(surface, place);
  }
}

function multiplyBy({ context }: Surface, color: string): void {
  context.globalCompositeOperation = "multiply";
  context.fillStyle = color;
  context.fillRect(0, 0, 1280, 720);
  context.globalCompositeOperation = "source-over";
}

/** Night: every pixel times the light that reaches it, moonlight everywhere and lamps around their feet. */
function darken(surface: Surface, place: Place): void {
  const map = createSurface(surface.width, surface.height, true);
  const { context } = map;
  context.setTransform(surface.width / 1280, 0, 0, surface.height / 720, 0, 0);
  context.fillStyle = css([Math.round(NIGHT_AMBIENT[0] * 255), Math.round(NIGHT_AMBIENT[1] * 255), Math.round(NIGHT_AMBIENT[2] * 255)]);
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

function fog({ context }: Surface, place: Place): void {
  const gradient = context.createLinearGradient(0, 0, 0, 720);
  for (let step = 0; step <= 40; step++) gradient.addColorStop(step / 40, css(FOG_COLOR, fogDensity(place, step * 18)));
  context.fillStyle = gradient;
  context.fillRect(0, 0, 1280, 720);
}
