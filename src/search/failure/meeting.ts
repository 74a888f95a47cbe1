import type { Actor, Scenario } from "@/core/document";
import { egoAt, roadStateOf, worldOf } from "@/core/scene";
import { approachOf } from "@/core/world";
import { judgedActors, type Criterion } from "./criterion";

/** When an actor meets another: the ego on a road, the nearest vehicle in a picture. */
export type Meeting = {
  readonly actor: Actor;
  /** The frame at which they are nearest to each other, or first touch. */
  readonly frame: number;
  /** How far apart they are at a frame: metres between footprints, or pixels between the points at which they stand. */
  readonly gapAt: (frame: number) => number;
};

/** Meetings of the actors that a criterion is about; if it names none, only the closest. */
export function meetingsOf(scenario: Scenario, criterion: Pick<Criterion, "of">): Meeting[] {
  const meetings = judgedActors(scenario, criterion).flatMap((actor) => meetingOf(scenario, actor) ?? []);
  if (criterion.of !== null) return meetings;
  const closest = meetings.reduce<Meeting | null>(
    (best, meeting) => (best === null || meeting.gapAt(meeting.frame) < best.gapAt(best.frame) ? meeting : best),
    null,
  );
  return closest ? [closest] : [];
}

function meetingOf(scenario: Scenario, actor: Actor): Meeting | null {
  const others = partners(scenario, actor);
  let nearest: { meeting: Meeting; gap: number } | null = null;
  for (const other of others) {
    const gapAt = gapBetween(scenario, actor, other);
    const last = Math.min(actor.endFrame, other.endFrame, scenario.video.durationFrames);
    for (let frame = Math.max(0, actor.startFrame, other.startFrame); frame < last; frame++) {
      const gap = gapAt(frame);
      if (nearest === null || gap < nearest.gap) nearest = { gap, meeting: { actor, frame, gapAt } };
      if (gap === 0) break;
    }
  }
  return nearest?.meeting ?? null;
}

function partners(scenario: Scenario, actor: Actor): Actor[] {
  if (!scenario.road) return scenario.actors.filter(({ id, type, hidden }) => type === "vehicle" && id !== actor.id && !hidden);
  const ego = egoAt(scenario, scenario.road);
  return ego && ego.id !== actor.id ? [ego] : [];
}

function gapBetween(scenario: Scenario, actor: Actor, other: Actor): (frame: number) => number {
  const { road } = scenario;
  if (road)
    return (frame) =>
      approachOf(roadStateOf(scenario, road, other, frame).footprint, roadStateOf(scenario, road, actor, frame).footprint)?.gap ?? 0;
  const world = worldOf(scenario);
  return (frame) => {
    const [a, b] = [world.poseAt(actor, frame), world.poseAt(other, frame)];
    return Math.hypot(a.x - b.x, a.y - b.y);
  };
}
