import type { Size } from "@/core/document";
import { intersectBoxes, type Box } from "@/core/scene";
import type { Figure } from "@/core/scene/figures";
import { cachedDrawing, type CachedBody, type RenderAssets } from "../assets";
import { createSurface, type Context2D } from "../surface";
import { HALO, paintHalos, shiningParts, type LampLevels } from "./lamps";
import { MIRROR, layerOf, lit, shadowLayer, shiningLayer, type Subject } from "./layers";
import type { Light } from "./light";

/** Everything about a body's appearance that depends on its position and the weather. */
export type Setting = {
  light: Light;
  /** Strength of the shadow that the high sun casts, 0..1. */
  sun: number;
  /** Strength of the long shadow from a low sun, 0..1, and how far it leans: columns per row. */
  lowSun: number;
  lean: number;
  /** How far that shadow is moved up under its body, in heights of the body. */
  lift: number;
  /** How wet the ground is, 0..1. */
  wet: number;
  /** Whether it stands on ground on which shadows are visible. */
  onGround: boolean;
  lamps: LampLevels;
};

/** Length of a sunlit shadow in heights of its body, and how far it runs up the picture. */
const SHADOW_LENGTH = 0.5;
const SHADOW_RISE = 0.14;
/** Length of a shadow towards the camera, in heights of its body. */
const LONG_SHADOW = 0.62;

/** How far shadow, light and reflection reach beyond the box, in whole pixels. */
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

/** Everything that a body's drawing covers, relative to the top left of its box. */
export function extentOf({ width, height }: Size, setting: Setting): Box {
  const { left, top, right, bottom } = marginsOf(width, height, setting);
  return { x: -left, y: -top, width: width + left + right, height: height + top + bottom };
}

/** A body to be drawn: `key` names its subject, `figure` is null for the user's own image. */
export type BodyDrawing = { key: string; subject: Subject; figure: Figure | null; size: Size };

/**
 * A body in its setting: shadow, reflection, the body itself, and its lamps if it is one of our figures. Everything that its light does
 * not change is drawn once and reused, so that a body in a fade costs little more than one in constant light.
 * @param part the requested part of its extent, relative to the top left of its box
 */
export function compose(body: BodyDrawing, setting: Setting, part: Box, assets: RenderAssets): CachedBody {
  const { key, subject, figure, size } = body;
  const { width, height } = part;
  const shown = intersectBoxes(part, { x: 0, y: 0, ...size }) ?? { x: 0, y: 0, width: 1, height: 1 };
  const reflection =
    setting.onGround && setting.wet > 0 ? Math.max(0, Math.min(Math.ceil(size.height * MIRROR), part.y + height - size.height)) : 0;
  const layer = layerOf(key, subject, size, shown, reflection, assets);
  const bodyInLight = lit(layer, setting.light, assets);
  const surface = assets.pool.take(width, height);
  const { context } = surface;
  context.save();
  context.translate(-part.x, -part.y);
  const put = (from: number, area: Box) =>
    context.drawImage(bodyInLight.canvas, 0, from, area.width, area.height, area.x, area.y, area.width, area.height);
  if (setting.onGround) {
    shadows(context, body, setting, part, assets);
    if (layer.mirrored) {
      context.globalAlpha = 0.4 * setting.wet;
      put(shown.height, layer.mirrored);
      context.globalAlpha = 1;
    }
    contactShadow(context, setting, size, assets);
  }
  put(0, shown);
  if (figure) paintLamps(context, figure, setting.lamps, size, shown, assets);
  context.restore();
  assets.pool.give(bodyInLight);
  return { surface, bytes: surface.width * surface.height * 4, offsetX: part.x, offsetY: part.y, width, height };
}

/** The lamps of a figure, with their own light rather than the light falling on them, and the haze around them. */
function paintLamps(context: Context2D, figure: Figure, lamps: LampLevels, size: Size, shown: Box, assets: RenderAssets): void {
  for (const [role, shining] of Object.entries(shiningParts(lamps))) {
    if (shining.level === 0) continue;
    const layer = shiningLayer(figure, role, shining, size, shown, assets);
    if (!layer) continue;
    context.globalAlpha = shining.level;
    context.drawImage(layer.surface.canvas, layer.area.x, layer.area.y);
  }
  context.globalAlpha = 1;
  paintHalos(context, figure, lamps, { x: 0, y: 0, ...size });
}

/** The shadows that the sun casts: the silhouette laid on the ground, away from the sun. */
function shadows(context: Context2D, { key, subject, size }: BodyDrawing, setting: Setting, part: Box, assets: RenderAssets): void {
  const { sun, lowSun, lean, lift, light } = setting;
  const { height } = size;
  const cast = (alpha: number, ...matrix: [number, number, number, number, number, number]) => {
    if (alpha === 0) return;
    const { surface } = shadowLayer(key, subject, size, part, matrix, assets);
    context.globalAlpha = alpha;
    context.drawImage(surface.canvas, part.x, part.y);
    context.globalAlpha = 1;
  };
  cast(0.28 * sun * Math.max(...light.multiply), 1, 0, -SHADOW_LENGTH, SHADOW_RISE, SHADOW_LENGTH * height, (1 - SHADOW_RISE) * height);
  cast(0.42 * lowSun, 1, 0, -LONG_SHADOW * lean, -LONG_SHADOW, LONG_SHADOW * lean * height, (1 + LONG_SHADOW - lift) * height);
}

/** Wider ones are painted directly: a separate surface would be too large. */
const BROADEST_KEPT = 2048;

/** The dark area where the body meets the ground. */
function contactShadow(context: Context2D, { light }: Setting, size: Size, assets: RenderAssets): void {
  context.globalAlpha = 0.46 * Math.max(...light.multiply);
  if (size.width > BROADEST_KEPT) {
    paintContact(context, size);
  } else {
    const [left, top] = [-Math.ceil(size.width * 0.1), Math.floor(size.height - size.width * 0.2) - 4];
    const { surface } = assets.shining.get(`contact ${size.width}x${size.height}`, () => {
      const made = createSurface(size.width - 2 * left, Math.ceil(size.width * 0.32) + 8);
      made.context.translate(-left, -top);
      paintContact(made.context, size);
      return cachedDrawing(made);
    });
    context.drawImage(surface.canvas, left, top);
  }
  context.globalAlpha = 1;
}

function paintContact(context: Context2D, { width, height }: Size): void {
  const radiusY = Math.max(1.5, Math.min(height * 0.07, width * 0.12));
  context.save();
  context.translate(width / 2, height - radiusY * 0.35);
  context.scale(width * 0.58, radiusY);
  const gradient = context.createRadialGradient(0, 0, 0, 0, 0, 1);
  gradient.addColorStop(0, "rgba(0,0,0,1)");
  gradient.addColorStop(0.6, "rgba(0,0,0,0.7)");
  gradient.addColorStop(1, "rgba(0,0,0,0)");
  context.fillStyle = gradient;
  context.fillRect(-1, -1, 2, 2);
  context.restore();
}
