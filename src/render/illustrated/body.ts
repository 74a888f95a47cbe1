import { figureOfBody, type ActorState, type Box, type FrameState, type OccluderState } from "@/core/scene";
import type { CachedDrawing, RenderAssets } from "../assets";
import { createSurface, type Surface } from "../surface";
import { compose, type Setting } from "./compose";
import { shiningParts, type LampLevels } from "./lamps";
import { intensityOf, lightOn, sunshine } from "./light";
import { paletteOf } from "./palette";
import type { Place } from "./places/place";
import { paintFigure, pictureInLight } from "./sprite";

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
    facing: body.kind === "actor" ? body.facing : "right",
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

/** The body as it is to be drawn: its shadow, its mirror image on wet ground, itself in its light. */
export function drawingOf(body: Body, state: FrameState, place: Place, assets: RenderAssets): CachedDrawing {
  const { width, height } = body.box;
  const palette = paletteOf(body);
  const figure = figureOfBody(body, state);
  const setting = settingOf(body, state, place);
  const spriteAsset = body.kind === "actor" ? (body.appearance.spriteAsset ?? "") : "";
  const key = `${figure.key} ${spriteAsset} ${palette.key} ${width}x${height} ${JSON.stringify(setting)}`;
  return assets.bodies.get(key, () => {
    const picture = assets.pictures.get(spriteAsset);
    const sprite = picture
      ? pictureInLight(pictureSprite(picture, width, height, setting.facing === "left"), setting.light)
      : paintFigure(figure, { palette, light: setting.light, shining: shiningParts(setting.lamps) }, width, height);
    return compose(sprite, picture ? null : figure, setting);
  });
}

/** A user's picture, its opaque part stretched to the box. */
function pictureSprite(
  { surface, opaqueArea }: { surface: Surface; opaqueArea: Box },
  width: number,
  height: number,
  mirrored: boolean,
): Surface {
  const sprite = createSurface(width, height);
  const { context } = sprite;
  context.imageSmoothingQuality = "high";
  if (mirrored) context.setTransform(-1, 0, 0, 1, width, 0);
  const { x, y } = opaqueArea;
  context.drawImage(surface.canvas, x, y, opaqueArea.width, opaqueArea.height, 0, 0, width, height);
  context.setTransform(1, 0, 0, 1, 0, 0);
  return sprite;
}
