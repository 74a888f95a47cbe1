import type { ActorState, Facing } from "@/core/scene";
import type { Figure, FigurePart } from "@/core/scene/figures";
import type { Rgb } from "@/core/document";
import type { CachedBody, RenderAssets } from "../assets";
import type { Context2D } from "../surface";
import { glow } from "./places/kit";
import type { Area } from "./sprite";

/** The lamps of a body: 0 off, 1 full. */
export type LampLevels = {
  head: number;
  tail: number;
  brake: boolean;
  screen: number;
  beam: number;
  blinker: "near" | "left" | "right" | null;
};

const HEAD: Rgb = [255, 248, 220];
const TAIL: Rgb = [226, 40, 34];
const BRAKE: Rgb = [255, 74, 58];
const BLINKER: Rgb = [255, 172, 46];
const SCREEN: Rgb = [170, 212, 240];

const BEAM: Rgb = [255, 236, 190];

type Beam = { x: number; y: number; radiusX: number; radiusY: number };

/** Centre and reach of the light on the road, in sizes of the box from its top left; for a departing vehicle, it is hidden. */
const BEAMS: Record<Facing, Beam | null> = {
  right: { x: 1.25, y: 0.95, radiusX: 0.85, radiusY: 0.2 },
  left: { x: -0.25, y: 0.95, radiusX: 0.85, radiusY: 0.2 },
  front: { x: 0.5, y: 1.07, radiusX: 0.9, radiusY: 0.36 },
  back: null,
};

/** Radius of the haze around a lamp, in heights of the body. */
export const HALO = 0.3;

/** The parts and details with a role. */
export function partsOf(figure: Figure, role: string): FigurePart[] {
  return figure.parts.flatMap((part) => [part, ...(part.details ?? [])]).filter((part) => part.role === role);
}

function middleOf({ polygon }: FigurePart): { x: number; y: number } {
  let [x, y] = [0, 0];
  for (let index = 0; index < polygon.length; index += 2) {
    x += polygon[index] ?? 0;
    y += polygon[index + 1] ?? 0;
  }
  return { x: (x * 2) / polygon.length, y: (y * 2) / polygon.length };
}

/** The appearance of a part that shines by itself: `color` to the share `level`, whatever light falls on it. */
export type Shining = { color: Rgb; level: number };

/** The parts that shine, by role. */
export function shiningParts({ head, tail, brake, screen, blinker }: LampLevels): Readonly<Record<string, Shining>> {
  return {
    headlamp: { color: HEAD, level: head },
    tail_lamp: brake ? { color: BRAKE, level: 1 } : { color: TAIL, level: tail },
    screen: { color: SCREEN, level: screen },
    ...(blinker === null ? {} : { [`blinker_${blinker}`]: { color: BLINKER, level: 1 } }),
  };
}

/** The haze around lamps that are on, to be drawn over the body. */
export function paintHalos(context: Context2D, figure: Figure, levels: LampLevels, area: Area): void {
  const radius = area.height * HALO;
  const around = (role: string, color: Rgb, alpha: number) => {
    if (alpha === 0) return;
    for (const { x, y } of partsOf(figure, role).map(middleOf))
      glow(context, color, area.x + x * area.width, area.y + y * area.height, radius, radius, alpha);
  };
  around("headlamp", HEAD, 0.5 * levels.beam);
  around("tail_lamp", levels.brake ? BRAKE : TAIL, levels.brake ? 0.5 : 0.3 * levels.beam);
  if (levels.blinker !== null) around(`blinker_${levels.blinker}`, BLINKER, 0.5);
  context.globalCompositeOperation = "source-atop";
  around("screen", SCREEN, 0.4 * levels.screen);
  context.globalCompositeOperation = "source-over";
}

/** The light of the headlamps on the road in front of the vehicle; null if none is visible. */
export function beamDrawing({ box, facing }: ActorState, { beam }: LampLevels, assets: RenderAssets): CachedBody | null {
  const reach = BEAMS[facing];
  if (beam === 0 || !reach) return null;
  const [radiusX, radiusY] = [Math.ceil(box.width * reach.radiusX), Math.ceil(box.height * reach.radiusY)];
  const [width, height] = [2 * radiusX, 2 * radiusY];
  return assets.bodies.get(`beam ${facing} ${beam} ${box.width}x${box.height}`, () => {
    const surface = assets.pool.take(width, height);
    glow(surface.context, BEAM, radiusX, radiusY, radiusX, radiusY, 0.34 * beam);
    return {
      surface,
      bytes: surface.width * surface.height * 4,
      offsetX: Math.round(box.width * reach.x) - radiusX,
      offsetY: Math.round(box.height * reach.y) - radiusY,
      width,
      height,
    };
  });
}
