import { figureOfBody, type ActorState, type FrameState, type OccluderState } from "@/core/scene";
import type { CachedBody, RenderAssets } from "../assets";
import type { Context2D } from "../surface";
import { compose, type Setting } from "./compose";
import { beamDrawing, shiningParts, type LampLevels } from "./lamps";
import { intensityOf, lightOn, sunshine } from "./light";
import { paletteOf } from "./palette";
import type { Place } from "./places/place";
import { drawFigure, drawPlainFigure, drawSilhouette, pictureInLight, type Area } from "./sprite";

type Body = ActorState | OccluderState;

/** Light and weather on a body, in steps fine enough not to be seen, so that drawings can be used again. */
function settingOf(body: Body, state: FrameState, place: Place): Setting {
  const { multiply, add } = lightOn(body, state, place);
  const flicker = body.kind === "actor" ? body.flicker : 1;
  const step = (value: number) => Math.round(value * 128) / 128;
  return {
    light: {
      multiply: [step(multiply[0] * flicker), step(multiply[1] * flicker), step(multiply[2] * flicker)],
      add: [Math.round(add[0] * flicker), Math.round(add[1] * flicker), Math.round(add[2] * flicker)],
    },
    sun: step(sunshine(state.weather)),
    wet: step(intensityOf(state.weather, "rainy")),
    onGround: place.openings === null,
    lamps: lampsOf(body, state),
  };
}

const NO_LAMPS: LampLevels = { head: 0, tail: 0, brake: false, screen: 0, beam: 0 };

/** Drivers switch their lights on as it gets dark, wet or foggy. */
function lampsOf(body: Body, { weather }: FrameState): LampLevels {
  if (body.kind === "occluder") return NO_LAMPS;
  const dark = intensityOf(weather, "night");
  const step = (value: number) => Math.round(Math.min(1, value) * 64) / 64;
  if (body.type === "distracted_driver") return { ...NO_LAMPS, screen: step(dark) };
  if (body.type !== "vehicle") return NO_LAMPS;
  const lit = Math.max(dark * 1.6, intensityOf(weather, "rainy"), intensityOf(weather, "fog"));
  return { head: step(lit), tail: step(lit * 0.8), brake: isBraking(body), screen: 0, beam: step(dark) };
}

/** Clearly slowing down: by more than a fiftieth of the speed from one frame to the next. */
function isBraking({ acceleration, speed }: ActorState): boolean {
  return acceleration < -0.02 * Math.max(0.5, speed);
}

/** What is drawn for a body, from back to front: the light before it, if it is a vehicle at night, and itself. */
export function drawingsOf(body: Body, state: FrameState, place: Place, assets: RenderAssets): CachedBody[] {
  const drawing = drawingOf(body, state, place, assets);
  const ours = body.kind === "actor" && body.appearance.spriteAsset === undefined && place.openings === null;
  const beam = ours ? beamDrawing(body, lampsOf(body, state), assets) : null;
  return beam ? [beam, drawing] : [drawing];
}

/** The body with its shadow and its mirror image on wet ground, in its light. */
function drawingOf(body: Body, state: FrameState, place: Place, assets: RenderAssets): CachedBody {
  const { width, height } = body.box;
  const palette = paletteOf(body);
  const figure = figureOfBody(body, state);
  const setting = settingOf(body, state, place);
  const spriteAsset = body.kind === "actor" ? (body.appearance.spriteAsset ?? "") : "";
  const mirrored = body.kind === "actor" && body.facing === "left";
  const key = `${figure.key} ${mirrored} ${spriteAsset} ${palette.key} ${width}x${height} ${JSON.stringify(setting)}`;
  return assets.bodies.get(key, () => {
    const picture = assets.pictures.get(spriteAsset);
    if (picture) {
      const { canvas } = pictureInLight(picture, width, height, mirrored, setting.light);
      const draw = (context: Context2D, area: Area) => context.drawImage(canvas, area.x, area.y);
      return compose({ draw, drawRoughly: draw, drawSilhouette: draw }, null, { width, height }, setting, assets.pool);
    }
    const look = { palette, light: setting.light, shining: shiningParts(setting.lamps) };
    const painter = {
      draw: (context: Context2D, area: Area) => drawFigure(context, figure, look, area),
      drawRoughly: (context: Context2D, area: Area) => drawPlainFigure(context, figure, look, area),
      drawSilhouette: (context: Context2D, area: Area) => drawSilhouette(context, figure, area),
    };
    return compose(painter, figure, { width, height }, setting, assets.pool);
  });
}
