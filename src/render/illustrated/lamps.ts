import type { Facing } from "@/core/scene";
import type { Figure, FigurePart } from "@/core/scene/figures";
import type { Rgb } from "@/core/document";
import type { Context2D } from "../surface";
import { glow } from "./places/kit";
import type { Area } from "./sprite";

/** What burns on a body: 0 off, 1 full. */
export type LampLevels = { head: number; tail: number; brake: boolean; screen: number; beam: number };

const HEAD: Rgb = [255, 248, 220];
const TAIL: Rgb = [226, 40, 34];
const BRAKE: Rgb = [255, 74, 58];
const SCREEN: Rgb = [170, 212, 240];

/** How far beams reach beyond the box, in its widths ahead and heights below. */
export const BEAM = { ahead: 1.5, below: 0.5 };
/** Radius of the haze around a lamp, in heights of the body. */
export const HALO = 0.3;

function partsOf(figure: Figure, role: string): FigurePart[] {
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

/** What a part that shines by itself looks like: `color` to the share `level`, whatever light falls on it. */
export type Shining = { color: Rgb; level: number };

/** The parts that shine, by role. */
export function shiningParts({ head, tail, brake, screen }: LampLevels): Readonly<Record<string, Shining>> {
  return {
    headlamp: { color: HEAD, level: head },
    tail_lamp: brake ? { color: BRAKE, level: 1 } : { color: TAIL, level: tail },
    screen: { color: SCREEN, level: screen },
  };
}

/** The haze around burning lamps, to be drawn over the body. */
export function paintHalos(context: Context2D, figure: Figure, levels: LampLevels, area: Area): void {
  const radius = area.height * HALO;
  const around = (role: string, color: Rgb, alpha: number) => {
    if (alpha === 0) return;
    for (const { x, y } of partsOf(figure, role).map(middleOf))
      glow(context, color, area.x + x * area.width, area.y + y * area.height, radius, radius, alpha);
  };
  around("headlamp", HEAD, 0.5 * levels.beam);
  around("tail_lamp", levels.brake ? BRAKE : TAIL, levels.brake ? 0.5 : 0.3 * levels.beam);
  context.globalCompositeOperation = "source-atop";
  around("screen", SCREEN, 0.4 * levels.screen);
  context.globalCompositeOperation = "source-over";
}

/** The light of the headlamps on the road, to be drawn before the body. */
export function paintBeams(context: Context2D, facing: Facing, { beam }: LampLevels, area: Area): void {
  if (beam === 0) return;
  const { x, y, width, height } = area;
  const color: Rgb = [255, 236, 190];
  const foot = y + height * 0.95;
  if (facing === "right") glow(context, color, x + width * 1.55, foot, width * 0.85, height * 0.2, 0.34 * beam);
  if (facing === "left") glow(context, color, x - width * 0.55, foot, width * 0.85, height * 0.2, 0.34 * beam);
  if (facing === "front") glow(context, color, x + width / 2, foot + height * 0.12, width * 0.9, height * 0.36, 0.34 * beam);
}
