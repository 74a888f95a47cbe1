import type { Actor, Scenario, SlimScenario, Waypoint } from "@/core/document";
import { worldOf } from "@/core/scene";
import { ownMotion, waitedFrames } from "@/core/timeline";
import { command, type Command } from "./command";
import { editActors, mapWaypoints, mapWhere, withParts, withTrajectory, without } from "./edit";

type Until = NonNullable<Waypoint["until"]>;
type Place = { readonly actorId: string; readonly index: number };

/** What an actor waits for at a waypoint; at the first one, what it starts by. Undefined: nothing. */
export function setRelation({ actorId, index }: Place, until: Until | undefined): Command {
  const label = until === undefined ? "Wait for nothing" : index === 0 ? "Start by relation" : "Wait for";
  return command(label, (scenario) =>
    editActors(scenario, [actorId], (actor) => {
      if (actor.trajectory.waypoints[index]?.until === until) return actor;
      return mapWaypoints(actor, (waypoint, place) => {
        if (place !== index) return waypoint;
        const bare = without(waypoint, "until");
        return until === undefined ? bare : { ...bare, until };
      });
    }),
  );
}

/** Fixes the times that relations give now: what the others do then no longer changes them. */
export function keepTimes(ids: readonly string[]): Command {
  return command("Fix times", (scenario) => ({
    ...scenario,
    actors: scenario.actors.map((actor) => (ids.includes(actor.id) && !actor.locked ? withTimesKept(actor) : actor)),
  }));
}

/** The actor with the waits of its relations as waits of its own, in whole frames; itself if it has none. */
export function withTimesKept(actor: Actor): Actor {
  const { waypoints, trim } = actor.trajectory;
  if (waypoints.every(({ until }) => until === undefined)) return actor;
  // Whoever started before it appeared does not show that part of its motion.
  const [first] = waypoints;
  const early = typeof first?.wait === "number" && first.wait < 0 ? Math.round(-first.wait) : 0;
  let later = 0;
  const kept = mapWaypoints(actor, (waypoint, index) => {
    const { wait } = waypoint;
    const frames = wait === "never" ? actor.endFrame - actor.startFrame : Math.max(0, Math.round(wait ?? 0));
    const hold = (waypoint.hold ?? 0) + frames;
    const shifted = waypoint.at === undefined || index === 0 ? waypoint : { ...waypoint, at: waypoint.at + later };
    later += frames;
    return { ...without(shifted, "until", "wait", "hold"), ...(hold > 0 ? { hold } : {}) };
  });
  if (early === 0) return kept;
  return withTrajectory(kept, { trim: { start: (trim?.start ?? 0) + early, end: trim?.end ?? 0 } });
}

/** Actors without relations to others that are gone: they keep the times that those gave. */
export function withoutLostOthers(left: readonly Actor[]): readonly Actor[] {
  const ids = new Set(left.map(({ id }) => id));
  return left.map((actor) => (actor.trajectory.waypoints.some(({ until }) => isLost(until, ids)) ? withTimesKept(actor) : actor));
}

const isLost = (until: Until | undefined, ids: ReadonlySet<string>): boolean =>
  until !== undefined && "actor" in until && !ids.has(until.actor);

/** A copy that waits for the copies of those for whom the original waits, where there are any. @param ids of copies by their originals */
export function waitingForCopies(scenario: Scenario, copy: Actor, ids: ReadonlyMap<string, string>): Actor {
  if (copy.trajectory.waypoints.every(({ until }) => until === undefined)) return copy;
  const renamed = mapWaypoints(copy, (waypoint) => {
    const { until } = waypoint;
    if (!until || !("actor" in until)) return waypoint;
    return { ...waypoint, until: { ...until, actor: ids.get(until.actor) ?? until.actor } };
  });
  const known = new Set([...scenario.actors.map(({ id }) => id), ...ids.values()]);
  return renamed.trajectory.waypoints.some(({ until }) => isLost(until, known)) ? withTimesKept(renamed) : renamed;
}

/** The frame at which an actor would be where it is at a frame if it had not waited for others by then. */
export function ownFrameOf(scenario: Scenario, actorId: string, frame: number): number {
  const actor = scenario.actors.find(({ id }) => id === actorId);
  return actor ? worldOf(scenario).ownFrame(actor, frame) : frame;
}

/** The scenario with an actor as it would move by itself: its waits are worked out again when the change is made. */
export const inOwnTime = (scenario: SlimScenario, actorId: string): SlimScenario =>
  withParts(scenario, {
    actors: mapWhere(scenario.actors, ({ id }) => id === actorId, ownMotion),
  });

/** A span as it is shown, in an actor's own time: without what it waits for others. @param own the actor as it moves by itself */
export function ownSpan<Span extends { readonly startFrame?: number; readonly endFrame?: number }>(
  scenario: Scenario,
  own: Actor,
  span: Span,
): Span {
  const shown = scenario.actors.find(({ id }) => id === own.id);
  if (!shown || span.endFrame === undefined || ownMotion(shown) !== own) return span;
  return { ...span, endFrame: span.endFrame - waitedFrames(shown.trajectory.waypoints.map(({ wait }) => wait)) };
}
