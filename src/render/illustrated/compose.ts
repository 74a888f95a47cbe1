import type { Size } from "@/core/document";
import type { Box } from "@/core/scene";
import type { Figure } from "@/core/scene/figures";
import type { CachedBody, RenderAssets } from "../assets";
import type { Context2D, Surface } from "../surface";
import { HALO, paintHalos, shiningParts, type LampLevels } from "./lamps";
import { lit, shiningLayer, type Layer } from "./layers";
import type { Light } from "./light";
import type { Area } from "./sprite";

/** Everything of a body's look that its place and the weather decide. */
export type Setting = {
  light: Light;
  /** Strength of the shadow that the high sun throws, 0..1. */
  sun: number;
  /** Strength of the long shadow before a low sun, 0..1, and how far it leans: columns a row. */
  lowSun: number;
  lean: number;
  /** How wet the ground is, 0..1. */
  wet: number;
  /** Whether it stands on ground that takes shadows. */
  onGround: boolean;
  lamps: LampLevels;
};

/** Length of a sunlit shadow in heights of its body, and how far it runs up the picture. */
const SHADOW_LENGTH = 0.5;
const SHADOW_RISE = 0.14;
/** Length of a shadow towards the camera, in heights of its body. */
const LONG_SHADOW = 0.62;
/** Height of the mirror image on wet ground, in heights of the body. */
const MIRROR = 0.42;
const SHADOW_COLOR = "rgb(10,14,24)";

/** How far shadow, light and mirror image reach beyond the box, in whole pixels. */
function marginsOf(width: number, height: number, { onGround, wet, sun, lowSun, lean, lamps }: Setting) {
  if (!onGround) return { left: 0, top: 0, right: 0, bottom: 0 };
  const side = Math.ceil(width * 0.1) + 2;
  const halo = lamps.beam > 0 || lamps.brake || lamps.blinker !== null ? Math.ceil(height * HALO) : 0;
  const long = lowSun > 0 ? Math.ceil(height * LONG_SHADOW) + 2 : 0;
  return {
    left: Math.max(side, halo, Math.ceil(-lean * long)),
    top: halo,
    right: Math.max(side, halo, sun > 0 ? Math.ceil(height * SHADOW_LENGTH) + 2 : 0, Math.ceil(lean * long)),
    bottom: Math.max(Math.ceil(height * 0.08) + 2, wet > 0 ? Math.ceil(height * MIRROR) : 0, long),
  };
}

/** All that a body's drawing covers, relative to the top left of its box. */
export function extentOf({ width, height }: Size, setting: Setting): Box {
  const { left, top, right, bottom } = marginsOf(width, height, setting);
  return { x: -left, y: -top, width: width + left + right, height: height + top + bottom };
}

/**
 * A body of this size in its setting: shadow, mirror image, itself, and its lamps if it is one of our figures.
 * @param part what is wanted of its extent, relative to the top left of its box
 */
export function compose(layer: Layer, figure: Figure | null, size: Size, setting: Setting, part: Box, assets: RenderAssets): CachedBody {
  const { width, height } = part;
  const { shown } = layer;
  const surface = assets.pool.take(width, height);
  const { context } = surface;
  const area = { x: 0, y: 0, ...size };
  const body = lit(layer, setting.light, assets);
  const put = (target: Context2D) =>
    target.drawImage(body.canvas, 0, 0, shown.width, shown.height, shown.x, shown.y, shown.width, shown.height);
  context.save();
  context.translate(-part.x, -part.y);
  if (setting.onGround) {
    shadows(context, put, setting, area, part, assets);
    mirror(context, put, setting, area, part, assets);
    contactShadow(context, setting, area);
  }
  put(context);
  if (figure) paintLamps(context, figure, setting.lamps, size, shown, assets);
  context.restore();
  assets.pool.give(body);
  return { surface, bytes: surface.width * surface.height * 4, offsetX: part.x, offsetY: part.y, width, height };
}

/** The lamps of a figure, by its own light and not by what falls on it, and the haze around them. */
function paintLamps(context: Context2D, figure: Figure, lamps: LampLevels, size: Size, shown: Area, assets: RenderAssets): void {
  for (const [role, shining] of Object.entries(shiningParts(lamps))) {
    if (shining.level === 0) continue;
    const { surface } = shiningLayer(figure, role, shining, size, shown, assets);
    context.globalAlpha = shining.level;
    context.drawImage(surface.canvas, shown.x, shown.y);
  }
  context.globalAlpha = 1;
  paintHalos(context, figure, lamps, { x: 0, y: 0, ...size });
}

/** Draws on a surface of its own over the part, and lays that over the body's at `alpha`. */
function apart(context: Context2D, part: Box, alpha: number, assets: RenderAssets, draw: (surface: Surface) => void): void {
  const aside = assets.pool.take(part.width, part.height);
  aside.context.save();
  aside.context.translate(-part.x, -part.y);
  draw(aside);
  aside.context.restore();
  context.globalAlpha = alpha;
  context.drawImage(aside.canvas, 0, 0, part.width, part.height, part.x, part.y, part.width, part.height);
  context.globalAlpha = 1;
  assets.pool.give(aside);
}

/** The shadows that the sun throws: the silhouette laid down, away from where it stands. */
function shadows(context: Context2D, put: (target: Context2D) => void, setting: Setting, { height }: Area, part: Box, assets: RenderAssets): void {
  const { sun, lowSun, lean, light } = setting;
  const strength = Math.max(...light.multiply);
  const cast = (alpha: number, ...matrix: [number, number, number, number, number, number]) => {
    if (alpha === 0) return;
    apart(context, part, alpha, assets, ({ context: aside }) => {
      aside.save();
      aside.transform(...matrix);
      put(aside);
      aside.restore();
      aside.globalCompositeOperation = "source-in";
      aside.fillStyle = SHADOW_COLOR;
      aside.fillRect(part.x, part.y, part.width, part.height);
    });
  };
  cast(0.28 * sun * strength, 1, 0, -SHADOW_LENGTH, SHADOW_RISE, SHADOW_LENGTH * height, (1 - SHADOW_RISE) * height);
  cast(0.42 * lowSun, 1, 0, -LONG_SHADOW * lean, -LONG_SHADOW, LONG_SHADOW * lean * height, (1 + LONG_SHADOW) * height);
}

/** A mirror image on wet ground that fades with the distance from the foot. */
function mirror(context: Context2D, put: (target: Context2D) => void, { wet }: Setting, area: Area, part: Box, assets: RenderAssets): void {
  if (wet === 0) return;
  const foot = area.height;
  const reach = area.height * MIRROR;
  apart(context, part, 0.4 * wet, assets, ({ context: aside }) => {
    aside.save();
    aside.transform(1, 0, 0, -MIRROR, 0, foot + reach);
    put(aside);
    aside.restore();
    const fade = aside.createLinearGradient(0, foot, 0, foot + reach);
    fade.addColorStop(0, "rgba(0,0,0,1)");
    fade.addColorStop(1, "rgba(0,0,0,0)");
    aside.globalCompositeOperation = "destination-in";
    aside.fillStyle = fade;
    aside.fillRect(part.x, part.y, part.width, part.height);
  });
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
