import type { Actor, Waypoint } from "../document/schema";

/*
 * Actors may wait for others at their waypoints (`until`). How long is worked out once for a document (core/relations) and is then part of
 * it. An actor's own motion does not depend on that: its clock stands still while it waits. Frame n therefore still needs no frame before
 * it.
 */

/** A wait of an actor's clock: when it begins by that clock, and how long it lasts. Frames; below 0 where it began before it appears. */
export type Pause = { readonly clock: number; readonly frames: number };

// Documents are immutable: what an actor does by its own clock is worked out once, whatever it waits for.
const own = new WeakMap<Actor, Actor>();

const isRelated = ({ until, wait }: Waypoint): boolean => until !== undefined || wait !== undefined;

/** Whether an actor waits for others, or is to. */
export const hasRelations = ({ trajectory }: Pick<Actor, "trajectory">): boolean => trajectory.waypoints.some(isRelated);

/** The frames by which an actor disappears later because it waits. */
export function waitedFrames(waits: readonly (number | "never" | undefined)[]): number {
  const sum = waits.reduce<number>((total, wait) => (typeof wait === "number" ? total + wait : total), 0);
  return Math.floor(sum);
}

/** The actor as it would move if it had nothing to wait for; itself if it has none. */
export function ownMotion(actor: Actor): Actor {
  const known = own.get(actor);
  if (known) return known;
  const { waypoints } = actor.trajectory;
  const waits = waypoints.map(({ wait }) => wait);
  const plain = waits.every((wait) => wait === undefined)
    ? actor
    : {
        ...actor,
        endFrame: actor.endFrame - waitedFrames(waits),
        trajectory: { ...actor.trajectory, waypoints: waypoints.map(withoutWait) },
      };
  own.set(actor, plain);
  return plain;
}

function withoutWait(waypoint: Waypoint): Waypoint {
  if (waypoint.wait === undefined) return waypoint;
  const copy = { ...waypoint };
  delete copy.wait;
  return copy;
}

/** The actor, as its own motion has it, with these waits at its waypoints. It disappears later by them. */
export function withWaits(plain: Actor, waits: readonly (number | "never" | undefined)[]): Actor {
  if (waits.every((wait) => wait === undefined)) return plain;
  const waypoints = plain.trajectory.waypoints.map((waypoint, index) => {
    const wait = waits[index];
    return wait === undefined ? waypoint : { ...waypoint, wait };
  });
  const endFrame = Math.max(plain.startFrame + 1, plain.endFrame + waitedFrames(waits));
  const waiting = { ...plain, endFrame, trajectory: { ...plain.trajectory, waypoints } };
  own.set(waiting, plain);
  return waiting;
}

/** An actor's waits. @param departure when, by its own clock, it leaves a waypoint (frames); null where it never gets there */
export function pausesOf({ trajectory }: Pick<Actor, "trajectory">, departure: (index: number) => number | null): readonly Pause[] {
  return trajectory.waypoints.flatMap(({ wait }, index) => {
    const clock = wait === undefined ? null : departure(index);
    return wait === undefined || clock === null ? [] : [{ clock, frames: wait === "never" ? Infinity : wait }];
  });
}

/** An actor's own clock after so many frames since its motion's start, and whether it stands still there. */
export function clockAfter(pauses: readonly Pause[], frames: number): { readonly clock: number; readonly waits: boolean } {
  let clock = frames;
  for (const pause of pauses) {
    if (pause.frames > 0 && clock < pause.clock) break;
    if (pause.frames > 0 && clock < pause.clock + pause.frames) return { clock: pause.clock, waits: true };
    clock -= pause.frames;
  }
  return { clock, waits: false };
}

/** When an actor's clock shows a time: frames since its motion's start. At a waypoint, before what it waits for there. */
export function framesAtClock(pauses: readonly Pause[], clock: number): number {
  return pauses.reduce(
    (frames, pause) => (pause.clock < clock || (pause.frames < 0 && clock <= 0) ? frames + pause.frames : frames),
    clock,
  );
}
