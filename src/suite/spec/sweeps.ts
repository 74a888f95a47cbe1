import { withSeed, type Actor, type Occluder, type Scenario } from "@/core/document";
import { nearestFrame, poseAt } from "@/core/timeline";
import { SuiteError } from "../errors";
import type { Sweep } from "./schema";

/** The scenario with one value of a sweep. @throws SuiteError if the sweep has no meaning in it */
export function applySweep(scenario: Scenario, sweep: Sweep, value: number): Scenario {
  switch (sweep.parameter) {
    case "seed":
      return withSeed(scenario, value);
    case "speed":
      return changeActors(scenario, sweep.actors, (actor) => atSpeed(actor, value));
    case "gap":
      return changeActors(scenario, sweep.actors ?? ["vehicle"], (actor) => later(actor, nearestFrame(value, scenario.video.fps)));
    case "occluder_distance":
      return atDistance(scenario, sweep, value);
  }
}

function changeActors(scenario: Scenario, wanted: readonly string[] | undefined, change: (actor: Actor) => Actor): Scenario {
  const chosen = chooseActors(scenario, wanted);
  // A changed actor is no longer what its generator made; the generator must not make it again.
  return {
    ...scenario,
    actors: scenario.actors.map((actor) => (chosen.has(actor.id) ? withoutGenerator(change(actor)) : actor)),
  };
}

function withoutGenerator(actor: Actor): Actor {
  const own: { -readonly [Key in keyof Actor]: Actor[Key] } = { ...actor };
  delete own.generatorId;
  return own;
}

function chooseActors({ actors }: Scenario, wanted: readonly string[] | undefined): Set<string> {
  if (wanted === undefined) return new Set(actors.map(({ id }) => id));
  const chosen = new Set<string>();
  for (const name of wanted) {
    const fitting = actors.filter(({ id, type }) => id === name || type === name);
    if (fitting.length === 0)
      throw new SuiteError(`there is no actor "${name}" in the scenario; it has ${listed(actors.map(({ id }) => id))}`);
    fitting.forEach(({ id }) => chosen.add(id));
  }
  return chosen;
}

/** The same path from the same start, at another speed; waits become shorter with it. */
function atSpeed(actor: Actor, factor: number): Actor {
  const frames = (value: number) => Math.round(value / factor);
  let earliest = -1;
  const waypoints = actor.trajectory.waypoints.map(({ at, hold, ...place }) => {
    const waits = hold === undefined ? {} : { hold: frames(hold) };
    // If two times fall on one frame, the second is left out, and so follows from constant speed.
    const arrives = at === undefined || frames(at) <= earliest ? {} : { at: frames(at) };
    earliest = (arrives.at ?? Math.max(earliest, 0)) + (waits.hold ?? 0);
    return { ...place, ...arrives, ...waits };
  });
  const endFrame = actor.startFrame + Math.max(1, frames(actor.endFrame - actor.startFrame));
  const { trim } = actor.trajectory;
  const trimmed = trim ? { trim: { start: frames(trim.start), end: frames(trim.end) } } : {};
  return { ...actor, endFrame, trajectory: { ...actor.trajectory, waypoints, ...trimmed } };
}

function later(actor: Actor, frames: number): Actor {
  return { ...actor, startFrame: actor.startFrame + frames, endFrame: actor.endFrame + frames };
}

function atDistance(scenario: Scenario, sweep: Extract<Sweep, { parameter: "occluder_distance" }>, distance: number): Scenario {
  const [actorId] = chooseActors(scenario, [sweep.actor ?? "pedestrian"]);
  const actor = scenario.actors.find(({ id }) => id === actorId);
  const fits = ({ id, kind }: Occluder) => sweep.occluders === undefined || sweep.occluders.some((name) => name === id || name === kind);
  const occluders = scenario.occluders.map((occluder) => (actor && fits(occluder) ? moveTo(occluder, actor, distance) : occluder));
  if (!scenario.occluders.some(fits))
    throw new SuiteError(
      `the scenario does not have these occluders (${sweep.occluders?.join(", ") ?? "any"}); ` +
        `it has ${listed(scenario.occluders.map(({ id }) => id))}`,
    );
  return { ...scenario, occluders };
}

/** Moves an occluder's foot straight away from the nearest point of the path, or towards it. */
function moveTo(occluder: Occluder, actor: Actor, distance: number): Occluder {
  let nearest = { x: 0, y: 0, distance: Infinity };
  for (let frame = actor.startFrame; frame < actor.endFrame; frame++) {
    const { x, y } = poseAt(actor, frame).ground;
    const away = Math.hypot(occluder.x - x, occluder.y - y);
    if (away < nearest.distance) nearest = { x, y, distance: away };
  }
  // On the path itself there is no direction away from it: up the picture, behind the actor.
  const [dx, dy] = nearest.distance > 0 ? [occluder.x - nearest.x, occluder.y - nearest.y] : [0, -1];
  const factor = distance / (nearest.distance > 0 ? nearest.distance : 1);
  return { ...occluder, x: nearest.x + dx * factor, y: nearest.y + dy * factor };
}

const listed = (names: readonly string[]): string => (names.length > 0 ? names.slice(0, 20).join(", ") : "none");
