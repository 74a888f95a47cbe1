import type { Actor, Occluder, PictureData, Scenario } from "../document/schema";
import { worldOf } from "../scene";
import { VariationError } from "./errors";
import { changeOccluders, selectActors } from "./select";

export type OccluderTarget = {
  /** Ids or kinds; left out, all. */
  readonly occluders?: readonly string[] | undefined;
  /** The actor (id or type) whose path is meant; left out, the first pedestrian. */
  readonly actor?: string | undefined;
};

/**
 * Moves occluders straight away from the nearest point of an actor's path, or towards it, until their feet are this far from it: pixels
 * in a picture, metres on a road. @throws VariationError if there is no such actor or occluder
 */
export function withOccluderDistance<Data extends PictureData>(
  scenario: Scenario<Data>,
  distance: number,
  { occluders, actor: name }: OccluderTarget,
): Scenario<Data> {
  const [actor] = selectActors(scenario, [name ?? "pedestrian"]);
  if (!actor) throw new VariationError(`there is no actor "${name ?? "pedestrian"}" in the scenario`);
  const path = placesOf(scenario, actor);
  // On the path itself there is no direction away from it: then beyond it, behind the actor as a picture shows it.
  const beyond = scenario.road ? 1 : -1;
  return changeOccluders(scenario, occluders, (occluder) => movedTo(occluder, path, distance, beyond));
}

type Place = { readonly x: number; readonly y: number };

function placesOf(scenario: Scenario, actor: Actor): Place[] {
  const world = worldOf(scenario);
  return Array.from({ length: actor.endFrame - actor.startFrame }, (_, index) => world.poseAt(actor, actor.startFrame + index));
}

function movedTo(occluder: Occluder, path: readonly Place[], distance: number, beyond: number): Occluder {
  let nearest = { x: 0, y: 0, distance: Infinity };
  for (const { x, y } of path) {
    const away = Math.hypot(occluder.x - x, occluder.y - y);
    if (away < nearest.distance) nearest = { x, y, distance: away };
  }
  const [dx, dy] = nearest.distance > 0 ? [occluder.x - nearest.x, occluder.y - nearest.y] : [0, beyond];
  const factor = distance / (nearest.distance > 0 ? nearest.distance : 1);
  return { ...occluder, x: nearest.x + dx * factor, y: nearest.y + dy * factor };
}
