import type { Actor, Scenario } from "@/core/document";
import { figureOfBody, frameState, type Box } from "@/core/scene";
import { nearestFrame, poseAt } from "@/core/timeline";
import { actorBox, isPresent, meets } from "@/editor";
import type { Pen } from "./pen";
import { isDetailed, type OverlayScene } from "./scene";

const MOST_GHOSTS = 14;
/** Ghosts closer to each other than this share of the actor's width would hide the path. */
const APART = 1.6;

type Ghost = { readonly box: Box; readonly shape: Path2D };
type Ghosts = Pick<Scenario, "style" | "scene" | "video"> & { readonly ghosts: readonly Ghost[] };
const known = new WeakMap<Actor, Ghosts>();

/** The actor's silhouettes at whole seconds along its path, far enough apart to be distinguished. */
function ghostsOf(actor: Actor, scenario: Scenario): readonly Ghost[] {
  const { style, scene, video } = scenario;
  const found = known.get(actor);
  if (found?.style === style && found.scene === scene && found.video === video) return found.ghosts;
  const alone: Scenario = { ...scenario, actors: [{ ...actor, jitter: { x: 0, y: 0 } }], occluders: [] };
  const ghosts = ghostFrames(actor, video.fps).flatMap((frame): Ghost[] => {
    const state = frameState(alone, frame);
    const [body] = state.bodies;
    if (!body) return [];
    const { box } = body;
    const shape = new Path2D();
    for (const { polygon } of figureOfBody(body, state).parts) {
      for (let index = 0; index + 1 < polygon.length; index += 2) {
        const pointX = box.x + (polygon[index] ?? 0) * box.width;
        const pointY = box.y + (polygon[index + 1] ?? 0) * box.height;
        if (index === 0) shape.moveTo(pointX, pointY);
        else shape.lineTo(pointX, pointY);
      }
      shape.closePath();
    }
    return [{ box, shape }];
  });
  known.set(actor, { style, scene, video, ghosts });
  return ghosts;
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

/** Ghosts of the selected actors; those that the actor itself is in front of at this frame are left out, since they would tint it. */
export function paintGhosts(pen: Pen, scene: OverlayScene): void {
  if (isDetailed(scene) && scene.session.overlays.ghosts) for (const actor of scene.chosen) paintGhostsOf(pen, actor, scene);
}

function paintGhostsOf({ context, view, colors }: Pen, actor: Actor, { scenario, transient }: OverlayScene): void {
  if (actor.trajectory.waypoints.length < 2) return;
  const present = isPresent(actor, transient.frame) ? actorBox(scenario, actor, transient.frame) : null;
  context.save();
  context.translate(view.x, view.y);
  context.scale(view.scale, view.scale);
  context.globalAlpha = 0.3;
  context.fillStyle = colors.actors[actor.type];
  for (const { box, shape } of ghostsOf(actor, scenario)) if (!present || !meets(box, present)) context.fill(shape, "nonzero");
  context.restore();
}
