import type { Facing } from "@/core/scene";
import type { Figure } from "@/core/scene/figures";
import { cachedDrawing, type CachedDrawing } from "../assets";
import { createSurface, type Surface } from "../surface";
import { BEAM, HALO, paintBeams, paintHalos, type LampLevels } from "./lamps";
import type { Light } from "./light";
import type { Area } from "./sprite";

/** Everything of a body's look that its place and the weather decide. */
export type Setting = {
  light: Light;
  /** Strength of sunlit shadows, and how wet the ground is, 0..1. */
  sun: number;
  wet: number;
  /** Whether it stands on ground that takes shadows. */
  onGround: boolean;
  facing: Facing;
  lamps: LampLevels;
};

/** Length of a sunlit shadow in heights of its body, and how far it runs up the picture. */
const SHADOW_LENGTH = 0.5;
const SHADOW_RISE = 0.14;
/** Height of the mirror image on wet ground, in heights of the body. */
const MIRROR = 0.42;

/** How far shadow, light and mirror image reach beyond the box, in whole pixels. */
function marginsOf(width: number, height: number, { onGround, wet, sun, lamps, facing }: Setting) {
  if (!onGround) return { left: 0, top: 0, right: 0, bottom: 0 };
  const side = Math.ceil(width * 0.1) + 2;
  const halo = lamps.beam > 0 || lamps.brake ? Math.ceil(height * HALO) : 0;
  const ahead = lamps.beam > 0 ? Math.ceil(width * BEAM.ahead) : 0;
  const below = lamps.beam > 0 ? Math.ceil(height * BEAM.below) : 0;
  return {
    left: Math.max(side, halo, facing === "left" ? ahead : 0),
    top: halo,
    right: Math.max(side, halo, sun > 0 ? Math.ceil(height * SHADOW_LENGTH) + 2 : 0, facing === "right" ? ahead : 0),
    bottom: Math.max(Math.ceil(height * 0.08) + 2, wet > 0 ? Math.ceil(height * MIRROR) : 0, below),
  };
}

/** A sprite, already in its light, put into its setting. Lamps are those of `figure`, if it is one of ours. */
export function compose(sprite: Surface, figure: Figure | null, setting: Setting): CachedDrawing {
  const { width, height } = sprite;
  const margins = marginsOf(width, height, setting);
  const surface = createSurface(width + margins.left + margins.right, height + margins.top + margins.bottom);
  const { context } = surface;
  const area = { x: margins.left, y: margins.top, width, height };
  if (setting.onGround) {
    mirror(surface, sprite, setting.wet, area);
    shade(surface, sprite, setting, area);
    if (figure) paintBeams(context, setting.facing, setting.lamps, area);
  }
  context.drawImage(sprite.canvas, area.x, area.y);
  if (figure) paintHalos(context, figure, setting.lamps, area);
  return cachedDrawing(surface, -margins.left, -margins.top);
}

/** A mirror image below the foot that fades with the distance. */
function mirror({ context, canvas }: Surface, sprite: Surface, wet: number, { x, y, height }: Area): void {
  if (wet === 0) return;
  const foot = y + height;
  const reach = height * MIRROR;
  context.globalAlpha = 0.34 * wet;
  context.setTransform(1, 0, 0, -MIRROR, x, foot + reach);
  context.drawImage(sprite.canvas, 0, 0);
  context.setTransform(1, 0, 0, 1, 0, 0);
  const fade = context.createLinearGradient(0, foot, 0, foot + reach);
  fade.addColorStop(0, "rgba(0,0,0,0)");
  fade.addColorStop(1, "rgba(0,0,0,1)");
  context.globalAlpha = 1;
  context.globalCompositeOperation = "destination-out";
  context.fillStyle = fade;
  context.fillRect(0, foot, canvas.width, canvas.height - foot);
  context.globalCompositeOperation = "source-over";
}

/** The shadow that the sun throws, and the dark where the body meets the ground. */
function shade({ context }: Surface, sprite: Surface, { sun, light }: Setting, area: Area): void {
  const strength = Math.max(...light.multiply);
  const foot = area.y + area.height;
  if (sun > 0) {
    const silhouette = createSurface(sprite.width, sprite.height);
    silhouette.context.drawImage(sprite.canvas, 0, 0);
    silhouette.context.globalCompositeOperation = "source-in";
    silhouette.context.fillStyle = "rgb(10,14,24)";
    silhouette.context.fillRect(0, 0, sprite.width, sprite.height);
    const [length, rise] = [SHADOW_LENGTH * area.height, SHADOW_RISE * area.height];
    context.globalAlpha = 0.28 * sun * strength;
    context.setTransform(1, 0, -SHADOW_LENGTH, SHADOW_RISE, area.x + length, foot - rise);
    context.drawImage(silhouette.canvas, 0, 0);
    context.setTransform(1, 0, 0, 1, 0, 0);
  }
  const radiusY = Math.max(1.5, Math.min(area.height * 0.07, area.width * 0.12));
  context.save();
  context.globalAlpha = 0.46 * strength;
  context.translate(area.x + area.width / 2, foot - radiusY * 0.35);
  context.scale(area.width * 0.58, radiusY);
  const gradient = context.createRadialGradient(0, 0, 0, 0, 0, 1);
  gradient.addColorStop(0, "rgba(0,0,0,1)");
  gradient.addColorStop(0.6, "rgba(0,0,0,0.7)");
  gradient.addColorStop(1, "rgba(0,0,0,0)");
  context.fillStyle = gradient;
  context.fillRect(-1, -1, 2, 2);
  context.restore();
  context.globalAlpha = 1;
}
