import type { Actor, Scenario, Waypoint } from "@/core/document";
import { egoOf, lightsIn, worldOf, type World } from "@/core/scene";
import { distanceBetween } from "@/core/world";
import type { Light } from "@/core/world/scenery";

type Until = NonNullable<Waypoint["until"]>;
export type When = Until["when"];

/** The kinds of relations, in the order in which they are offered, with the words for them: an actor starts, or moves on, … */
export const RELATION_LABELS: Readonly<Record<When, string>> = {
  meets: "So that both meet",
  near: "When another is near",
  ttc: "By time to collision",
  headway: "By headway",
  passes: "When another passes",
  travelled: "When another has moved",
  gap: "With a time gap",
  green: "When the light is green",
  time: "At a time",
};

export const WHENS = Object.keys(RELATION_LABELS).filter((key): key is When => Object.hasOwn(RELATION_LABELS, key));

/** The actors that one can wait for: all others. */
export const othersOf = ({ actors }: Pick<Scenario, "actors">, id: string): readonly Actor[] => actors.filter((actor) => actor.id !== id);

/** The actor that one most likely waits for: the ego, or the first other one; undefined for one that is alone. */
function likelyOther(scenario: Scenario, id: string): string | undefined {
  const ego = egoOf(scenario)?.id;
  return ego !== undefined && ego !== id ? ego : othersOf(scenario, id)[0]?.id;
}

/** The light that one most likely waits at: the nearest of those for people on foot, or for vehicles. */
function likelyLight(scenario: Scenario, actor: Actor, index: number): Light | undefined {
  const waypoint = actor.trajectory.waypoints[index];
  if (!waypoint) return undefined;
  const kind = actor.type === "pedestrian" ? "crossing" : "lane";
  const away = (light: Light) => distanceBetween(light.place, waypoint);
  return lightsIn(scenario)
    .filter((light) => light.kind === kind)
    .sort((one, other) => away(one) - away(other))[0];
}

/** What differs between the worlds: the usual distance, and whether somebody can already be moving at its start. */
const USUAL: Readonly<Record<World["kind"], { readonly distance: number; readonly startsMoving: boolean }>> = {
  picture: { distance: 150, startsMoving: false },
  road: { distance: 20, startsMoving: true },
};

/** Starting values of a relation of a kind, with the other actor of the one before it; null for an actor that is alone. */
export function usualRelation(scenario: Scenario, actor: Actor, index: number, when: When): Until | null {
  const world = worldOf(scenario);
  const usual = USUAL[world.kind];
  const before = actor.trajectory.waypoints[index]?.until;
  const moving = before ? before.moving : index === 0 && usual.startsMoving && actor.type !== "pedestrian" ? (true as const) : undefined;
  const start = moving && index === 0 ? { moving } : {};
  if (when === "time") return { when, seconds: 1, ...start };
  if (when === "green") {
    const light = likelyLight(scenario, actor, index);
    return light ? { when, light: light.id, ...start } : null;
  }
  const other = before && "actor" in before ? before.actor : likelyOther(scenario, actor.id);
  const there = scenario.actors.find(({ id }) => id === other);
  if (other === undefined || !there) return null;
  const base = { actor: other, ...start };
  switch (when) {
    case "near":
      return { when, distance: usual.distance, ...base };
    case "ttc":
      return { when, seconds: 2, ...base };
    case "headway":
      return { when, seconds: 1.5, ...base };
    case "travelled":
      return { when, distance: Math.round(world.pathLength(there) / 2), ...base };
    case "passes": {
      const { x, y } = world.placeAlong(there, world.pathLength(there) / 2);
      return { when, place: { x: Math.round(x * 100) / 100, y: Math.round(y * 100) / 100 }, ...base };
    }
    case "meets":
      return { when, share: 0.5, ...base };
    case "gap":
      return { when, seconds: 1.5, order: "behind", ...base };
  }
}
