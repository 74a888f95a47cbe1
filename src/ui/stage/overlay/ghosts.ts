import type { Actor, Scenario } from "@/core/document";
import { figureOfBody, frameState } from "@/core/scene";
import { nearestFrame, poseAt } from "@/core/timeline";
import type { OverlayScene, Pen } from "./pen";

const MOST_GHOSTS = 14;
/** Ghosts nearer to each other than this share of the actor's width would hide the path. */
const APART = 1.6;

type Ghosts = { readonly style: Scenario["style"]; readonly fps: number; readonly shape: Path2D };
const known = new WeakMap<Actor, Ghosts>();

/** The actor's silhouettes at whole seconds along its path, far enough apart to be told from each other. */
function ghostsOf(actor: Actor, scenario: Scenario): Path2D {
  const { style, video } = scenario;
  const found = known.get(actor);
  if (found?.style === style && found.fps === video.fps) return found.shape;
  const shape = new Path2D();
  const alone: Scenario = { ...scenario, actors: [{ ...actor, jitter: { x: 0, y: 0 } }], occluders: [] };
  for (const frame of ghostFrames(actor, video.fps)) {
    const state = frameState(alone, frame);
    const [body] = state.bodies;
    if (!body) continue;
    const { x, y, width, height } = body.box;
    for (const { polygon } of figureOfBody(body, state).parts) {
      for (let index = 0; index + 1 < polygon.length; index += 2) {
        const pointX = x + (polygon[index] ?? 0) * width;
        const pointY = y + (polygon[index + 1] ?? 0) * height;
        if (index === 0) shape.moveTo(pointX, pointY);
        else shape.lineTo(pointX, pointY);
      }
      shape.closePath();
    }
  }
  known.set(actor, { style, fps: video.fps, shape });
  return shape;
}

function ghostFrames(actor: Actor, fps: number): number[] {
  const frames: number[] = [];
  let last = -Infinity;
  const whole = poseAt(actor, actor.endFrame - 1).distance;
  const apart = Math.max(actor.size.width * APART, whole / MOST_GHOSTS);
  for (let second = 0; frames.length < MOST_GHOSTS; second++) {
    const frame = actor.startFrame + nearestFrame(second, fps);
    if (frame >= actor.endFrame) break;
    const { distance } = poseAt(actor, frame);
    if (distance - last < apart) continue;
    last = distance;
    frames.push(frame);
  }
  return frames;
}

export function paintGhosts({ context, view, colors }: Pen, actor: Actor, { scenario }: OverlayScene): void {
  if (actor.trajectory.waypoints.length < 2) return;
  context.save();
  context.translate(view.x, view.y);
  context.scale(view.scale, view.scale);
  const shape = ghostsOf(actor, scenario);
  context.globalAlpha = 0.3;
  context.fillStyle = colors.actors[actor.type];
  context.fill(shape, "nonzero");
  context.restore();
}
