import {
  ACTOR_LABELS,
  ACTOR_MODELS,
  SPECIFIED_CONFIDENCE,
  createActor,
  nextTrackId,
  nextTrackIds,
  type Actor,
  type ActorType,
  type Point,
  type Scenario,
} from "@/core/document";
import { scenePose } from "@/core/scene";
import { poseAt } from "@/core/timeline";
import { usualActorSize } from "../usualSizes";
import { bodySizesOf, hasUsualSize } from "../worlds/bodySizes";
import { motionEditingOf } from "../worlds/motionEditing";
import { command, type Command } from "./command";
import { withoutLostEgo } from "./road";
import { waitingForCopies, withoutLostOthers } from "./relations";
import { clampCoordinate, clampFrame, clampSize, editActors, freeId, freeIds, mapWaypoints, withParts, without } from "./edit";

export type DraftParts = { readonly startFrame?: number; readonly endFrame?: number; readonly curve?: Actor["trajectory"]["curve"] };

/**
 * A new actor for this scenario, with a free id and track id, that moves along the given ground points (pixels). It is present for the
 * whole video unless `parts` says otherwise.
 */
export function draftActor(
  scenario: Scenario,
  type: ActorType,
  waypoints: readonly Point[],
  { startFrame = 0, endFrame = scenario.video.durationFrames, curve = "smooth" }: DraftParts = {},
): Actor {
  return createActor({
    id: freeId(scenario, "actor"),
    trackId: nextTrackId(scenario),
    type,
    size: usualActorSize(scenario, type),
    // The flat scenes of the schematic style have no depth.
    ...(scenario.style === "schematic" ? {} : { perspective: true }),
    startFrame,
    endFrame: Math.max(endFrame, startFrame + 1),
    curve,
    waypoints: waypoints.map(({ x, y }) => ({ x: clampCoordinate(x), y: clampCoordinate(y) })),
  });
}

export function addActors(actors: readonly Actor[]): Command {
  const [first] = actors;
  const label = actors.length === 1 && first ? `Add ${ACTOR_LABELS[first.type].toLowerCase()}` : `Add ${actors.length} actors`;
  return command(label, (scenario) => withParts(scenario, { actors: [...scenario.actors, ...actors] }));
}

/**
 * Deletes actors (locked ones stay), and the generators that have no actor left. Cameras that a deleted ego carried stay where they were
 * when it appeared.
 */
export function deleteActors(ids: readonly string[]): Command {
  const chosen = new Set(ids);
  return command(ids.length === 1 ? "Delete actor" : "Delete actors", (scenario) => {
    const actors = scenario.actors.filter(({ id, locked }) => locked || !chosen.has(id));
    if (actors.length === scenario.actors.length) return scenario;
    const emptied = new Set(scenario.actors.filter((actor) => !actors.includes(actor)).map(({ generatorId }) => generatorId));
    for (const { generatorId } of actors) emptied.delete(generatorId);
    const left = withoutLostOthers(actors);
    return withoutLostEgo(scenario, { ...scenario, actors: left, generators: scenario.generators.filter(({ id }) => !emptied.has(id)) });
  });
}

/** Copies of actors, each with a free id and track id and no generator, shifted by `offset` (pixels, frames). */
export function copyActors(
  scenario: Scenario,
  actors: readonly Actor[],
  { x = 0, y = 0, frames = 0 }: { x?: number; y?: number; frames?: number } = {},
): Actor[] {
  const idOf = freeIds(scenario, "actor");
  const trackIdOf = nextTrackIds(scenario);
  const { onLanesAsBefore } = motionEditingOf(scenario);
  const made: Actor[] = [];
  const ids = new Map(actors.map((original) => [original.id, idOf()]));
  for (const original of actors) {
    const id = ids.get(original.id) ?? original.id;
    const trackId = trackIdOf();
    const named = original.name === `${ACTOR_LABELS[original.type]} ${original.trackId}`;
    const copy: Actor = {
      ...without(original, "generatorId"),
      id,
      trackId,
      name: named ? `${ACTOR_LABELS[original.type]} ${trackId}` : original.name,
      startFrame: clampFrame(original.startFrame + frames),
      endFrame: clampFrame(original.endFrame + frames),
      locked: false,
    };
    made.push(onLanesAsBefore(shiftedActor(copy, x, y)));
  }
  return made.map((copy) => waitingForCopies(scenario, copy, ids));
}

/** The actor with its whole path moved by pixels. */
export function shiftedActor(actor: Actor, dx: number, dy: number): Actor {
  if (dx === 0 && dy === 0) return actor;
  return mapWaypoints(actor, (waypoint) => ({
    ...waypoint,
    x: clampCoordinate(waypoint.x + dx),
    y: clampCoordinate(waypoint.y + dy),
  }));
}

/** Moves whole paths by pixels. */
export function moveActors(ids: readonly string[], dx: number, dy: number): Command {
  return command(ids.length === 1 ? "Move actor" : "Move actors", (scenario) =>
    editActors(scenario, ids, (actor) => motionEditingOf(scenario).onLanesAsBefore(shiftedActor(actor, dx, dy))),
  );
}

export function resizeActors(ids: readonly string[], resize: (size: Actor["size"]) => Actor["size"]): Command {
  return command("Resize", (scenario) =>
    editActors(scenario, ids, (actor) => {
      const size = bodySizesOf(scenario).clamped(resize(actor.size));
      const { width, height, length } = actor.size;
      const same = size.width === width && size.height === height && size.length === length;
      return same ? actor : { ...actor, size };
    }),
  );
}

export type ActorChange = Partial<
  Pick<Actor, "name" | "trackId" | "confidenceBase" | "jitter" | "flicker" | "appearance" | "locked" | "hidden" | "onlyOccludes">
>;

const CHANGE_LABELS: Record<keyof ActorChange, string> = {
  name: "Rename actor",
  trackId: "Change track id",
  confidenceBase: "Change confidence",
  jitter: "Change jitter",
  flicker: "Change flicker",
  appearance: "Change appearance",
  locked: "Lock or unlock",
  hidden: "Show or hide",
  onlyOccludes: "Annotate or not",
};

/** Sets plain properties of actors. A track id that another actor has is not applied. */
export function changeActors(ids: readonly string[], change: ActorChange): Command {
  const keys = Object.keys(change) as (keyof ActorChange)[];
  const [key] = keys;
  return command(keys.length === 1 && key ? CHANGE_LABELS[key] : "Change actor", (scenario) => {
    const { trackId, ...rest } = change;
    const isInUse = trackId === undefined || ids.length > 1 || scenario.actors.some((actor) => actor.trackId === trackId);
    const effective: ActorChange = isInUse ? rest : change;
    const wanted = Object.keys(effective) as (keyof ActorChange)[];
    return editActors(
      scenario,
      ids,
      (actor) => (wanted.every((name) => Object.is(actor[name], effective[name])) ? actor : { ...actor, ...effective }),
      { locked: true },
    );
  });
}

/**
 * Sets parts of the appearance; `undefined` restores the colour derived from the track id. Choosing another model also sets its size,
 * unless the old one's was changed by hand; the actor stays on its ground line.
 */
export function changeAppearance(ids: readonly string[], change: { model?: string; color?: string | undefined }): Command {
  return command("Change appearance", (scenario) =>
    editActors(scenario, ids, (actor) => {
      const { color, ...rest } = { ...actor.appearance, ...change };
      const sizes = bodySizesOf(scenario);
      const size =
        change.model === undefined || !hasUsualSize(scenario, actor)
          ? actor.size
          : sizes.clamped(sizes.ofModel(scenario, actor, change.model));
      return { ...actor, size, appearance: { ...rest, ...(color === undefined ? {} : { color }) } };
    }),
  );
}

/** Lets the scene determine how large actors are, or fixes their size. At the given frame, their size does not change. */
export function setPerspective(ids: readonly string[], on: boolean, frame: number): Command {
  return command(on ? "Scale with the ground" : "Fix size", (scenario) =>
    editActors(scenario, ids, (actor) => {
      if ((actor.perspective ?? false) === on) return actor;
      const fixed = poseAt(actor, frame);
      const seen = scenePose(scenario, { ...actor, perspective: true }, frame);
      // Width and height have separate factors: how wide a box is depends on the side that the actor turns to the camera.
      const [across, upwards] = [seen.width / fixed.width, seen.height / fixed.height];
      const { width, height } = actor.size;
      const size = clampSize(
        on ? { width: width / across, height: height / upwards } : { width: width * across, height: height * upwards },
      );
      return on ? { ...actor, perspective: true, size } : { ...without(actor, "perspective"), size };
    }),
  );
}

/** Changes the type of actors: size, appearance and confidence become that type's if they were the old one's defaults. */
export function retypeActors(ids: readonly string[], type: ActorType): Command {
  return command(`Change to ${ACTOR_LABELS[type].toLowerCase()}`, (scenario) =>
    editActors(scenario, ids, (actor) => {
      if (actor.type === type) return actor;
      const usual = usualActorSize(scenario, type);
      const factor = actor.size.height / usualActorSize(scenario, actor.type, actor.appearance.model).height;
      const named = actor.name === `${ACTOR_LABELS[actor.type]} ${actor.trackId}`;
      return {
        ...without(without(actor, "generatorId"), "driverPoses"),
        type,
        name: named ? `${ACTOR_LABELS[type]} ${actor.trackId}` : actor.name,
        size: clampSize({ width: usual.width * factor, height: usual.height * factor }),
        appearance: { model: ACTOR_MODELS[type][0] },
        confidenceBase: actor.confidenceBase === SPECIFIED_CONFIDENCE[actor.type] ? SPECIFIED_CONFIDENCE[type] : actor.confidenceBase,
      };
    }),
  );
}

/** Moves actors in the list (and so in the timeline) to before the one at `index`. */
export function reorderActors(ids: readonly string[], index: number): Command {
  return command("Reorder", (scenario) => {
    const moved = scenario.actors.filter(({ id }) => ids.includes(id));
    if (moved.length === 0) return scenario;
    const before = scenario.actors.slice(0, index).filter(({ id }) => !ids.includes(id));
    const after = scenario.actors.slice(index).filter(({ id }) => !ids.includes(id));
    const actors = [...before, ...moved, ...after];
    return actors.every((actor, place) => actor === scenario.actors[place]) ? scenario : { ...scenario, actors };
  });
}
