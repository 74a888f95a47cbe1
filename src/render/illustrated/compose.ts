import type { Size } from "@/core/document";
import type { Box } from "@/core/scene";
import type { Figure } from "@/core/scene/figures";
import type { CachedBody } from "../assets";
import type { Context2D, SurfacePool } from "../surface";
import { HALO, paintHalos, type LampLevels } from "./lamps";
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
  lamps: LampLevels;
};

/** Length of a sunlit shadow in heights of its body, and how far it runs up the picture. */
const SHADOW_LENGTH = 0.5;
const SHADOW_RISE = 0.14;
/** Height of the mirror image on wet ground, in heights of the body. */
const MIRROR = 0.42;
const SHADOW_COLOR = "rgb(10,14,24)";

/** How far shadow, light and mirror image reach beyond the box, in whole pixels. */
function marginsOf(width: number, height: number, { onGround, wet, sun, lamps }: Setting) {
  if (!onGround) return { left: 0, top: 0, right: 0, bottom: 0 };
  const side = Math.ceil(width * 0.1) + 2;
  const halo = lamps.beam > 0 || lamps.brake ? Math.ceil(height * HALO) : 0;
  return {
    left: Math.max(side, halo),
    top: halo,
    right: Math.max(side, halo, sun > 0 ? Math.ceil(height * SHADOW_LENGTH) + 2 : 0),
    bottom: Math.max(Math.ceil(height * 0.08) + 2, wet > 0 ? Math.ceil(height * MIRROR) : 0),
  };
}

/** How a body is drawn: in its colours, roughly so, and as a silhouette in the current fill style or any colours. */
export type BodyPainter = {
  draw(context: Context2D, area: Area): void;
  drawRoughly(context: Context2D, area: Area): void;
  drawSilhouette(context: Context2D, area: Area): void;
};

/** All that a body's drawing covers, relative to the top left of its box. */
export function extentOf({ width, height }: Size, setting: Setting): Box {
  const { left, top, right, bottom } = marginsOf(width, height, setting);
  return { x: -left, y: -top, width: width + left + right, height: height + top + bottom };
}

/**
 * A body of this size in its setting: shadow, mirror image, itself, and its lamps if it is one of our figures.
 * @param part what is wanted of its extent, relative to the top left of its box
 */
export function compose(
  painter: BodyPainter,
  figure: Figure | null,
  size: Size,
  setting: Setting,
  part: Box,
  pool: SurfacePool,
): CachedBody {
  const { width, height } = part;
  const surface = pool.take(width, height);
  const { context } = surface;
  const area = { x: 0, y: 0, ...size };
  context.save();
  context.translate(-part.x, -part.y);
  if (setting.onGround) {
    sunShadow(context, painter, setting, area, part);
    mirror(context, painter, setting, area, part);
    contactShadow(context, setting, area);
  }
  painter.draw(context, area);
  if (figure) paintHalos(context, figure, setting.lamps, area);
  context.restore();
  return { surface, bytes: surface.width * surface.height * 4, offsetX: part.x, offsetY: part.y, width, height };
}

/** The shadow that the sun throws: the silhouette laid down, drawn dense first and then thinned as a whole. */
function sunShadow(context: Context2D, painter: BodyPainter, { sun, light }: Setting, area: Area, part: Box): void {
  if (sun === 0) return;
  context.save();
  context.save();
  context.transform(1, 0, -SHADOW_LENGTH, SHADOW_RISE, SHADOW_LENGTH * area.height, (1 - SHADOW_RISE) * area.height);
  context.fillStyle = SHADOW_COLOR;
  painter.drawSilhouette(context, area);
  context.restore();
  context.fillStyle = SHADOW_COLOR;
  context.globalCompositeOperation = "source-in";
  context.fillRect(part.x, part.y, part.width, part.height);
  context.globalCompositeOperation = "destination-out";
  context.globalAlpha = 1 - 0.28 * sun * Math.max(...light.multiply);
  context.fillRect(part.x, part.y, part.width, part.height);
  context.restore();
}

/** A mirror image on wet ground that fades with the distance from the foot. */
function mirror(context: Context2D, painter: BodyPainter, { wet }: Setting, area: Area, part: Box): void {
  if (wet === 0) return;
  const foot = area.height;
  const reach = area.height * MIRROR;
  context.save();
  context.transform(1, 0, 0, -MIRROR, 0, foot + reach);
  painter.drawRoughly(context, area);
  context.restore();
  const fade = context.createLinearGradient(0, foot, 0, foot + reach);
  fade.addColorStop(0, `rgba(0,0,0,${1 - 0.34 * wet})`);
  fade.addColorStop(1, "rgba(0,0,0,1)");
  context.save();
  context.globalCompositeOperation = "destination-out";
  context.fillStyle = fade;
  context.fillRect(part.x, foot, part.width, part.y + part.height - foot);
  context.restore();
}

/** The dark where the body meets the ground. */
function contactShadow(context: Context2D, { light }: Setting, area: Area): void {
  const radiusY = Math.max(1.5, Math.min(area.height * 0.07, area.width * 0.12));
  context.save();
  context.globalAlpha = 0.46 * Math.max(...light.multiply);
  context.translate(area.x + area.width / 2, area.y + area.height - radiusY * 0.35);
  context.scale(area.width * 0.58, radiusY);
  const gradient = context.createRadialGradient(0, 0, 0, 0, 0, 1);
  gradient.addColorStop(0, "rgba(0,0,0,1)");
  gradient.addColorStop(0.6, "rgba(0,0,0,0.7)");
  gradient.addColorStop(1, "rgba(0,0,0,0)");
  context.fillStyle = gradient;
  context.fillRect(-1, -1, 2, 2);
  context.restore();
}
