import type { Actor, Point, Scenario } from "@/core/document";
import type { World } from "@/core/scene";
import type { GroundView } from "@/editor";
import { framesOf } from "@/core/timeline";
import type { Pen } from "./pen";
import { isDetailed, type OverlayScene } from "./scene";

/** A point of the ground, and the heading there in degrees. */
type Tick = { readonly at: Point; readonly heading: number; readonly second: number };
const ticks = new WeakMap<Actor, { fps: number; world: World; ticks: readonly Tick[] }>();
/** Ticks of a path that takes longer than this many seconds would be a solid line. */
const MOST_TICKS = 600;

function ticksOf(actor: Actor, fps: number, world: World): readonly Tick[] {
  const known = ticks.get(actor);
  if (known?.fps === fps && known.world === world) return known.ticks;
  const made: Tick[] = [];
  // A body that stands still has no speed to read.
  const moving = actor.trajectory.waypoints.length > 1;
  for (let second = 1; moving && second <= MOST_TICKS; second++) {
    const frame = actor.startFrame + framesOf(second, fps);
    if (frame >= actor.endFrame) break;
    const { x, y, heading } = world.poseAt(actor, frame);
    made.push({ at: { x, y }, heading, second });
  }
  ticks.set(actor, { fps, world, ticks: made });
  return made;
}

/** A mark across selected paths for every second: where they are close together, the actor is slow. Some are labelled. */
export function paintTicks(pen: Pen, scene: OverlayScene): void {
  const { chosen, scenario, session } = scene;
  if (isDetailed(scene) && session.overlays.ticks)
    for (const actor of chosen) paintTicksOf(pen, scene, actor, scenario, chosen.length === 1);
}

/** Seconds between ticks that are drawn. */
const STRIDES = [1, 2, 5, 10, 30, 60];
/** Ticks nearer to each other than this (CSS pixels) on the whole look like a ladder. */
const LADDER = 9;

/** The seconds between ticks at which they stand apart: a plan may show the whole of a long way. */
function strideOf(pen: Pen, ground: GroundView, all: readonly Tick[]): number {
  const places = all.flatMap(({ at }) => pen.onGround(ground, at) ?? []);
  let [length, moving] = [0, 0];
  places.forEach(({ x, y }, index) => {
    const before = places[index - 1];
    const step = before ? Math.hypot(x - before.x, y - before.y) : 0;
    length += step;
    if (step > 0.5) moving++;
  });
  const apart = moving > 0 ? length / moving : Infinity;
  return STRIDES.find((stride) => stride * apart >= LADDER) ?? 60;
}

function paintTicksOf(pen: Pen, { ground }: OverlayScene, actor: Actor, scenario: Scenario, withLabels: boolean): void {
  const { context, colors } = pen;
  let labelled: Point | null = null;
  let last: Point | null = null;
  context.save();
  context.lineCap = "round";
  const all = ticksOf(actor, scenario.video.fps, ground.world);
  const stride = ground.kind === "picture" ? 1 : strideOf(pen, ground, all);
  for (const { at, heading, second } of all) {
    const seen = second % stride === 0 ? pen.onGround(ground, at) : null;
    if (!seen) continue;
    const { x, y } = seen;
    // While the actor waits its ticks fall together.
    if (last && Math.hypot(x - last.x, y - last.y) < 4) continue;
    last = { x, y };
    const direction = ground.directionAt(at, heading);
    const across = { x: -Math.sin(direction) * 5, y: Math.cos(direction) * 5 };
    for (const [color, width] of [
      [colors.halo, 3.5],
      [colors.actors[actor.type], 1.5],
    ] as const) {
      context.beginPath();
      context.moveTo(x - across.x, y - across.y);
      context.lineTo(x + across.x, y + across.y);
      context.strokeStyle = color;
      context.lineWidth = width;
      context.stroke();
    }
    if (!withLabels) continue;
    if (labelled && Math.hypot(x - labelled.x, y - labelled.y) < 90) continue;
    if (labelled === null && second > 1 && second % 5 !== 0) continue;
    labelled = { x, y };
    paintTickLabel(pen, `${second} s`, { x: x + across.x * 3, y: y + Math.abs(across.y) * 3 + 4 });
  }
  context.restore();
}

function paintTickLabel({ context, colors }: Pen, text: string, { x, y }: Point): void {
  context.font = "11px 'Inter Variable', system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.strokeStyle = colors.halo;
  context.lineWidth = 3;
  context.strokeText(text, x, y);
  context.fillStyle = colors.text;
  context.fillText(text, x, y);
}
