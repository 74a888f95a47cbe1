import type { Actor, Scenario } from "@/core/document";
import { figureOfBody, frameState, type Box, type World } from "@/core/scene";
import { nearestFrame } from "@/core/timeline";
import { isPresent, meets, type GroundView } from "@/editor";
import type { Pen } from "./pen";
import { isDetailed, type OverlayScene } from "./scene";

const MOST_GHOSTS = 14;
/** Ghosts closer to each other than this share of the actor's width would hide the path. */
const APART = 1.6;

type Ghost = { readonly box: Box; readonly shape: Path2D };
type Ghosts = Pick<Scenario, "style" | "scene" | "video"> & { readonly ghosts: readonly Ghost[] };
const known = new WeakMap<GroundView, WeakMap<Actor, Ghosts>>();

/** The actor's silhouettes at whole seconds along its path, far enough apart to be told from each other. */
function ghostsOf(actor: Actor, scenario: Scenario, ground: GroundView): readonly Ghost[] {
  const { style, scene, video } = scenario;
  const ofView = known.get(ground) ?? new WeakMap<Actor, Ghosts>();
  known.set(ground, ofView);
  const found = ofView.get(actor);
  if (found?.style === style && found.scene === scene && found.video === video) return found.ghosts;
  const frames = ghostFrames(actor, video.fps, ground.world);
  const ghosts = ground.kind === "picture" ? figures(actor, scenario, frames) : footprints(actor, scenario, frames, ground);
  ofView.set(actor, { style, scene, video, ghosts });
  return ghosts;
}

function figures(actor: Actor, scenario: Scenario, frames: readonly number[]): Ghost[] {
  const alone: Scenario = { ...scenario, actors: [{ ...actor, jitter: { x: 0, y: 0 } }], occluders: [] };
  return frames.flatMap((frame): Ghost[] => {
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
}

function footprints(actor: Actor, scenario: Scenario, frames: readonly number[], ground: GroundView): Ghost[] {
  return frames.flatMap((frame): Ghost[] => {
    const outline = ground.actorOutline(scenario, actor, frame);
    if (!outline?.footprint) return [];
    const shape = new Path2D();
    outline.footprint.forEach(({ x, y }, index) => (index === 0 ? shape.moveTo(x, y) : shape.lineTo(x, y)));
    shape.closePath();
    return [{ box: outline.box, shape }];
  });
}

function ghostFrames(actor: Actor, fps: number, world: World): number[] {
  const frames: number[] = [];
  let last = -Infinity;
  const whole = world.distanceAt(actor, actor.endFrame - 1);
  const apart = Math.max((actor.size.length ?? actor.size.width) * APART, whole / MOST_GHOSTS);
  for (let second = 0; frames.length < MOST_GHOSTS; second++) {
    const frame = actor.startFrame + nearestFrame(second, fps);
    if (frame >= actor.endFrame) break;
    const distance = world.distanceAt(actor, frame);
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

function paintGhostsOf({ context, view, colors }: Pen, actor: Actor, { scenario, transient, ground }: OverlayScene): void {
  if (actor.trajectory.waypoints.length < 2) return;
  const present = isPresent(actor, transient.frame) ? ground.actorOutline(scenario, actor, transient.frame) : null;
  context.save();
  context.translate(view.x, view.y);
  context.scale(view.scale, view.scale);
  context.globalAlpha = 0.3;
  context.fillStyle = colors.actors[actor.type];
  for (const { box, shape } of ghostsOf(actor, scenario, ground)) if (!present || !meets(box, present.box)) context.fill(shape, "nonzero");
  context.restore();
}
