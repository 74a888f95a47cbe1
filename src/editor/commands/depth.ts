import type { Actor, Occluder, Scenario, SlimScenario } from "@/core/document";
import { poseAt } from "@/core/timeline";
import { actorBox, isPresent, meets, occluderBox } from "../geometry";
import type { Box } from "@/core/scene/frameStateTypes";
import { command, type Command } from "./command";
import { clampCoordinate, editActors, mapWhere, withParts, without } from "./edit";
import type { BodyIds } from "./groups";

export type DepthMove = "forward" | "backward" | "front" | "back";

const LABELS: Record<DepthMove, string> = {
  forward: "Bring forward",
  backward: "Send backward",
  front: "Bring to front",
  back: "Send to back",
};

/** Something in the picture: how near to the camera it counts as (pixels, larger is nearer), and its box. */
type Standing = { readonly nearness: number; readonly box: Box };

/**
 * Moves bodies in the order in which they hide each other at a frame: past the next body that meets one of their boxes, or past
 * everything. They keep their order among themselves, and their positions in the picture.
 */
export function moveInDepth(ids: BodyIds, move: DepthMove, frame: number): Command {
  return command(LABELS[move], (scenario) => {
    const { chosen, others } = standingAt(scenario, ids, frame);
    if (chosen.length === 0) return scenario;
    const nearest = Math.max(...chosen.map(({ nearness }) => nearness));
    const furthest = Math.min(...chosen.map(({ nearness }) => nearness));
    const met = others.filter(({ box }) => chosen.some((body) => meets(body.box, box))).map(({ nearness }) => nearness);
    const all = others.map(({ nearness }) => nearness);
    const by: Record<DepthMove, number> = {
      forward: Math.min(...met.filter((nearness) => nearness >= nearest)) - nearest + 1,
      backward: Math.max(...met.filter((nearness) => nearness <= furthest)) - furthest - 1,
      front: Math.max(...all, furthest - 1) - furthest + 1,
      back: Math.min(...all, nearest + 1) - nearest - 1,
    };
    const shift = by[move];
    return Number.isFinite(shift) ? changeDepth(scenario, ids, (depth) => depth + shift) : scenario;
  });
}

/** Sets how many pixels nearer to the camera than their ground lines bodies count as; 0 is not stored. */
export function setDepth(ids: BodyIds, depth: number): Command {
  return command("Set depth", (scenario) => changeDepth(scenario, ids, () => depth));
}

function changeDepth(scenario: SlimScenario, ids: BodyIds, change: (depth: number) => number): SlimScenario {
  const depthOf = (body: Actor | Occluder) => {
    const depth = clampCoordinate(change(body.depth ?? 0));
    return depth === 0 ? {} : { depth };
  };
  const edited = editActors(scenario, ids.actors, (actor) => ({ ...without(actor, "depth"), ...depthOf(actor) }));
  const pick = ({ id, locked }: Occluder) => !locked && ids.occluders.includes(id);
  return withParts(edited, {
    occluders: mapWhere(edited.occluders, pick, (occluder) => ({ ...without(occluder, "depth"), ...depthOf(occluder) })),
  });
}

function standingAt(scenario: Scenario, ids: BodyIds, frame: number): { chosen: Standing[]; others: Standing[] } {
  const { actors, occluders } = scenario;
  const chosen: Standing[] = [];
  const others: Standing[] = [];
  for (const actor of actors) {
    const isChosen = ids.actors.includes(actor.id);
    if (!isChosen && !isPresent(actor, frame)) continue;
    (isChosen ? chosen : others).push({
      nearness: poseAt(actor, frame).ground.y + (actor.depth ?? 0),
      box: actorBox(scenario, actor, frame),
    });
  }
  for (const occluder of occluders)
    if (!occluder.hidden)
      (ids.occluders.includes(occluder.id) ? chosen : others).push({
        nearness: occluder.y + (occluder.depth ?? 0),
        box: occluderBox(occluder),
      });
  return { chosen, others };
}
