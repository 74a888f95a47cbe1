import { figureOfBody, type ActorState, type Box, type FrameState, type OccluderState } from "@/core/scene";
import { cachedDrawing, type CachedDrawing, type RenderAssets } from "../assets";
import { createSurface, type Surface } from "../surface";
import { intensityOf, lightAt, sunshine, type Light } from "./light";
import { paletteOf } from "./palette";
import type { Place } from "./places/place";
import { inLight, paintFigure } from "./sprite";

type Body = ActorState | OccluderState;

/** Everything of a body's look that its place and the weather decide, in steps fine enough not to be seen. */
type Setting = { light: Light; sun: number; wet: number; dark: number; ground: boolean };

function settingOf(body: Body, state: FrameState, place: Place): Setting {
  const { box, groundY } = body;
  const { multiply, add } = lightAt(state, place, box.x + box.width / 2, groundY);
  const flicker = body.kind === "actor" ? body.flicker : 1;
  const step = (value: number) => Math.round(value * 128) / 128;
  return {
    light: {
      multiply: [step(multiply[0] * flicker), step(multiply[1] * flicker), step(multiply[2] * flicker)],
      add: [Math.round(add[0] * flicker), Math.round(add[1] * flicker), Math.round(add[2] * flicker)],
    },
    sun: step(sunshine(state.weather)),
    wet: step(intensityOf(state.weather, "rainy")),
    dark: step(intensityOf(state.weather, "night")),
    ground: place.kind !== "in_cabin",
  };
}

/** The body as it is to be drawn: its shadow, its mirror image on wet ground, itself in its light. */
export function drawingOf(body: Body, state: FrameState, place: Place, assets: RenderAssets): CachedDrawing {
  const { width, height } = body.box;
  const palette = paletteOf(body);
  const figure = figureOfBody(body, state);
  const setting = settingOf(body, state, place);
  const spriteAsset = body.kind === "actor" ? (body.appearance.spriteAsset ?? "") : "";
  const braking = isBraking(body);
  const mirrored = body.kind === "actor" && body.facing === "left";
  const { light, sun, wet, dark } = setting;
  const key = [
    figure.key, spriteAsset, mirrored, palette.key, width, height, light.multiply, light.add, sun, wet, dark, braking, place.kind,
  ].join("|");
  return assets.bodies.get(key, () => {
    const picture = assets.pictures.get(spriteAsset);
    const sprite = picture
      ? pictureSprite(picture, width, height, mirrored)
      : paintFigure(figure, palette, width, height);
    return compose(sprite, setting);
  });
}

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

/** Clearly slowing down: by more than a fiftieth of the speed from one frame to the next. */
function isBraking(body: Body): boolean {
  return body.kind === "actor" && body.type === "vehicle" && body.acceleration < -0.02 * Math.max(0.5, body.speed);
}

/** How far a body's shadow, light and mirror image reach beyond its box, in pixels. */
function marginsOf(width: number, height: number, { ground, wet }: Setting) {
  if (!ground) return { left: 0, top: 0, right: 0, bottom: 0 };
  const side = Math.ceil(width * 0.12) + 2;
  return {
    left: side,
    top: 0,
    right: side + Math.ceil(height * SHADOW_LENGTH),
    bottom: Math.ceil(height * (wet > 0 ? 0.45 : 0.08)) + 2,
  };
}

/** Length of a sunlit shadow in heights of its body, and how far it runs up the picture. */
const SHADOW_LENGTH = 0.5;
const SHADOW_RISE = 0.14;

function compose(sprite: Surface, setting: Setting): CachedDrawing {
  const { width, height } = sprite;
  const margins = marginsOf(width, height, setting);
  const lit = inLight(sprite, setting.light);
  if (!setting.ground) return cachedDrawing(lit);
  const surface = createSurface(width + margins.left + margins.right, height + margins.top + margins.bottom);
  const { context } = surface;
  const [left, foot] = [margins.left, margins.top + height];
  const strength = Math.max(...setting.light.multiply);
  const silhouette = blackened(sprite);
  if (setting.wet > 0) {
    context.globalAlpha = 0.3 * setting.wet;
    context.setTransform(1, 0, 0, -0.42, left, foot + 0.42 * height);
    context.drawImage(lit.canvas, 0, 0);
    context.setTransform(1, 0, 0, 1, 0, 0);
    // The mirror image fades with the distance from the foot.
    const fade = context.createLinearGradient(0, foot, 0, foot + 0.42 * height);
    fade.addColorStop(0, "rgba(0,0,0,0)");
    fade.addColorStop(1, "rgba(0,0,0,1)");
    context.globalAlpha = 1;
    context.globalCompositeOperation = "destination-out";
    context.fillStyle = fade;
    context.fillRect(0, foot, surface.width, margins.bottom);
    context.globalCompositeOperation = "source-over";
  }
  if (setting.sun > 0) {
    context.globalAlpha = 0.26 * setting.sun * strength;
    context.setTransform(1, 0, -SHADOW_LENGTH, SHADOW_RISE, left + SHADOW_LENGTH * height, foot - SHADOW_RISE * height);
    context.drawImage(silhouette.canvas, 0, 0);
    context.setTransform(1, 0, 0, 1, 0, 0);
  }
  context.globalAlpha = 0.42 * strength;
  contactShadow(surface, left, foot, width, height);
  context.globalAlpha = 1;
  context.drawImage(lit.canvas, left, margins.top);
  return cachedDrawing(surface, -margins.left, -margins.top);
}

/** A soft dark ellipse where the body meets the ground. */
function contactShadow({ context }: Surface, left: number, foot: number, width: number, height: number): void {
  const radiusY = Math.max(1.5, Math.min(height * 0.07, width * 0.12));
  const radiusX = width * 0.58;
  context.save();
  context.translate(left + width / 2, foot - radiusY * 0.35);
  context.scale(radiusX, radiusY);
  const gradient = context.createRadialGradient(0, 0, 0, 0, 0, 1);
  gradient.addColorStop(0, "rgba(0,0,0,1)");
  gradient.addColorStop(0.6, "rgba(0,0,0,0.7)");
  gradient.addColorStop(1, "rgba(0,0,0,0)");
  context.fillStyle = gradient;
  context.fillRect(-1, -1, 2, 2);
  context.restore();
}

function blackened(sprite: Surface): Surface {
  const surface = createSurface(sprite.width, sprite.height);
  surface.context.drawImage(sprite.canvas, 0, 0);
  surface.context.globalCompositeOperation = "source-in";
  surface.context.fillStyle = "rgb(10,14,24)";
  surface.context.fillRect(0, 0, sprite.width, sprite.height);
  return surface;
}
