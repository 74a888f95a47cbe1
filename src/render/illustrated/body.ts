import { figureOfBody, intersectBoxes, type ActorState, type Box, type FrameState, type OccluderState } from "@/core/scene";
import type { CachedBody, RenderAssets } from "../assets";
import type { Context2D } from "../surface";
import { compose, extentOf, type Setting } from "./compose";
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

/** Bodies of more pixels than this are prepared only as far as they are in the frame. */
const LARGE = 1 << 20;

/** What is drawn for a body, from back to front: the light before it, if it is a vehicle at night, and itself. */
export function drawingsOf(body: Body, state: FrameState, place: Place, assets: RenderAssets): CachedBody[] {
  const drawing = drawingOf(body, state, place, assets);
  const ours = body.kind === "actor" && body.appearance.spriteAsset === undefined && place.openings === null;
  const beam = ours && !isLarge(body) ? beamDrawing(body, lampsOf(body, state), assets) : null;
  return beam ? [beam, drawing] : [drawing];
}

function isLarge({ box }: Body): boolean {
  return box.width * box.height > LARGE;
}

/** What has to be prepared of a body's drawing, relative to its box: all of it, or what is in the frame of a large one. */
function partOf(body: Body, extent: Box, state: FrameState): Box {
  if (!isLarge(body)) return extent;
  const { x, y } = body.box;
  const inFrame = { x: -x, y: -y, width: state.width, height: state.height };
  return intersectBoxes(extent, inFrame) ?? { x: 0, y: 0, width: 1, height: 1 };
}

/** The body with its shadow and its mirror image on wet ground, in its light. */
function drawingOf(body: Body, state: FrameState, place: Place, assets: RenderAssets): CachedBody {
  const { width, height } = body.box;
  const size = { width, height };
  const palette = paletteOf(body);
  const figure = figureOfBody(body, state);
  const setting = settingOf(body, state, place);
  const part = partOf(body, extentOf(size, setting), state);
  const spriteAsset = body.kind === "actor" ? (body.appearance.spriteAsset ?? "") : "";
  const mirrored = body.kind === "actor" && body.facing === "left";
  const key = JSON.stringify([figure.key, mirrored, spriteAsset, palette.key, size, part, setting]);
  return assets.bodies.get(key, () => {
    const picture = assets.pictures.get(spriteAsset);
    if (picture) {
      const shown = intersectBoxes(part, { x: 0, y: 0, ...size }) ?? { x: 0, y: 0, width: 1, height: 1 };
      const { canvas } = pictureInLight(picture, size, shown, mirrored, setting.light);
      const draw = (context: Context2D, area: Area) => context.drawImage(canvas, area.x + shown.x, area.y + shown.y);
      return compose({ draw, drawRoughly: draw, drawSilhouette: draw }, null, size, setting, part, assets.pool);
    }
    const look = { palette, light: setting.light, shining: shiningParts(setting.lamps) };
    const painter = {
      draw: (context: Context2D, area: Area) => drawFigure(context, figure, look, area),
      drawRoughly: (context: Context2D, area: Area) => drawPlainFigure(context, figure, look, area),
      drawSilhouette: (context: Context2D, area: Area) => drawSilhouette(context, figure, area),
    };
    return compose(painter, figure, size, setting, part, assets.pool);
  });
}
