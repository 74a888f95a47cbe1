import {
  OCCLUDER_DIMENSIONS,
  OCCLUDER_LABELS,
  USUAL_MOTIONS,
  createRoadActor,
  createRoadOccluder,
  nextTrackId,
  type Actor,
  type Occluder,
  type OccluderKind,
  type Point,
  type Road,
  type Scenario,
} from "@/core/document";
import { motionFaults } from "@/core/motion";
import { worldOf } from "@/core/scene";
import type { Box } from "@/core/scene/frameStateTypes";
import { motionSpan } from "@/core/timeline";
import {
  ROAD_USER_LABELS,
  cornersOf,
  directionOf,
  headingOf,
  placeAlong,
  roadUserKind,
  roadUserOf,
  type Polyline,
  type RoadUserKind,
} from "@/core/world";
import { laneAt, laneOf, roadLayout, snapTargets, type RoadLayout } from "@/core/world/roads";
import type { NewActor } from "../stores/session";
import { command, type Command } from "../commands/command";
import { clampPoint, editActors, freeId, withTrajectory, without } from "../commands/edit";
import { lanesThrough } from "../commands/followLanes";
import { placeBesideRoad } from "../newRoad";
import { NO_SNAP, type Snapped } from "../snapping";
import { boxAround } from "../views/outline";
import { roadEncounters } from "./encounters";
import { measureAt } from "./measure";
import type { EditingRules } from "./rules";
import { directionsAt, roadSnap } from "./roadSnapping";

/** Distance at which a waypoint is added by keyboard, in metres. */
const FURTHER = 10;
/** If a path ends this close to the end of the road (metres), its actor disappears there. */
const EDGE = 3;
/** Metres from one occluder that is added from a list to the next. */
const APART = 7;
/** One metre per second in kilometres per hour. */
const KMH = 3.6;

const layoutOf = ({ plan }: Pick<Road, "plan">): RoadLayout => roadLayout(plan);

/** The kind that the tool of a type creates. */
const kindOf = ({ type, model }: NewActor): RoadUserKind => roadUserKind(type, model);

/** The road world, in metres. */
export function roadRules(road: Road): EditingRules {
  const layout = layoutOf(road);
  return {
    isPicture: false,
    resizable: false,
    steps: { near: 0.1, far: 1 },
    beside: { x: 1, y: -1 },
    isInside: (_scenario, point) => isInside(layout, point, 0),
    settled: ({ x, y }, unit) => {
      const step = unit < 0.02 ? 0.01 : unit < 0.1 ? 0.05 : 0.1;
      const whole = (value: number) => Math.round(Math.round(value / step) * step * 100) / 100;
      return { x: whole(x), y: whole(y) };
    },
    snapper: (_scenario, _frame, { snapping }) => {
      const snap = (point: Point, reach: number, aside = 0): Snapped => {
        if (!snapping.enabled) return NO_SNAP;
        if (snapping.lanes) {
          const found = roadSnap(layout, point, reach, aside);
          if (found) return found;
        }
        return snapping.grid ? toGrid(point) : NO_SNAP;
      };
      return {
        held: ({ at, aside }, { x, y }, reach) => snap({ x: at.x + x, y: at.y + y }, reach, aside),
        point: snap,
      };
    },
    standingDraft: (scenario, what, at) => ({ kind: "body", body: draftOnRoad(scenario, road, what, [at], 0) }),
    mover: (scenario, what, points, frame) => draftOnRoad(scenario, road, what, points, frame),
    followed: (scenario, what, points, frame) => draftOnRoad(scenario, road, what, points, frame),
    continued: (actorId, points) => continuedOnRoad(road, actorId, points),
    further: (scenario, actor) => {
      const last = actor.trajectory.waypoints.at(-1);
      if (!last) return null;
      const { x, y } = directionOf(worldOf(scenario).poseAt(actor, motionSpan(actor).endFrame).heading);
      return clampPoint({ x: last.x + FURTHER * x, y: last.y + FURTHER * y });
    },
    occluder: (scenario, kind, from, to) => occluderOnRoad(scenario, layout, kind, from, to),
    occluderDraft: (scenario, kind, from, to) => ({ kind: "body", body: occluderOnRoad(scenario, layout, kind, from, to) }),
    groundBox,
    // y points up in the plan.
    aligned: (alignment) => (alignment === "top" ? "bottom" : alignment === "bottom" ? "top" : alignment),
    asideOf: (what) =>
      typeof what === "string"
        ? OCCLUDER_DIMENSIONS[what].width / 2
        : what.type === "vehicle"
          ? roadUserOf(kindOf(what)).dimensions.width / 2
          : 0,
    nameOf: (what) => ROAD_USER_LABELS[kindOf(what)],
    encounters: roadEncounters(road),
    metresPerUnit: () => 1,
    placeText: ({ x, y }) => `${x.toFixed(1)}, ${y.toFixed(1)} m`,
    placeInWords: ({ x, y }) => `${x.toFixed(1)}, ${y.toFixed(1)} metres`,
    directionsAt: (point) => directionsAt(layout, point),
    placeOfNew: ({ occluders }) => placeBesideRoad(road.plan, occluders.length * APART),
    motionFaults: (scenario, actor) => motionFaults(scenario, road, actor),
    measure: (_scenario, what, point) => measureAt(layout, what, point),
  };
}

function groundBox(scenario: Scenario, body: Actor | Occluder, frame: number): Box {
  const pose = "trajectory" in body ? worldOf(scenario).poseAt(body, frame) : { x: body.x, y: body.y, heading: body.heading ?? 0 };
  return boxAround(cornersOf({ ...pose, length: body.size.length ?? body.size.width, width: body.size.width }));
}

const toGrid = ({ x, y }: Point): Snapped => ({ dx: Math.round(x) - x, dy: Math.round(y) - y, lines: [] });

const isInside = ({ extent: { from, to } }: RoadLayout, { x, y }: Point, margin: number): boolean =>
  x >= from.x + margin && x <= to.x - margin && y >= from.y + margin && y <= to.y - margin;

/** A new actor on the road, from a frame on. It follows lanes if its points do. */
function draftOnRoad(scenario: Scenario, road: Road, what: NewActor, points: readonly Point[], frame: number): Actor {
  const kind = kindOf(what);
  const layout = layoutOf(road);
  const { durationFrames } = scenario.video;
  const [first = { x: 0, y: 0 }] = points;
  const parts = { kind, id: freeId(scenario, "actor"), trackId: nextTrackId(scenario), endFrame: durationFrames };
  if (points.length < 2) {
    const heading = headingAt(layout, kind, first);
    return createRoadActor({ ...parts, startFrame: 0, waypoints: [clampPoint(first)], motion: heading === null ? {} : { heading } });
  }
  const bare = createRoadActor({
    ...parts,
    startFrame: Math.min(frame, durationFrames - 1),
    curve: points.length > 2 ? "smooth" : "linear",
    waypoints: points.map(clampPoint),
  });
  return leavingAtEnd(scenario, layout, withLanes(road, bare));
}

/** Follows the lanes from its first point to its last, at no more than their speed limits. */
function withLanes(road: Road, actor: Actor): Actor {
  const { waypoints } = actor.trajectory;
  const lanes = lanesThrough(road, actor, waypoints);
  const [first] = lanes ?? [];
  if (!lanes || first === undefined || !actor.motion) return actor;
  const limit = laneOf(layoutOf(road), first).speedLimit / KMH;
  const ends = [waypoints[0], waypoints.at(-1)].filter((waypoint) => waypoint !== undefined);
  const motion = { ...actor.motion, speed: Math.min(actor.motion.speed, limit), lanes };
  return { ...withTrajectory(actor, { waypoints: ends, curve: "linear" }), motion };
}

/** An actor that reaches the end of the road disappears there; all others stay where they stop. */
function leavingAtEnd(scenario: Scenario, layout: RoadLayout, actor: Actor): Actor {
  const last = actor.trajectory.waypoints.at(-1);
  if (!last || isInside(layout, last, EDGE)) return actor;
  const arrival = Math.ceil(worldOf(scenario).arrivalTimes(actor).at(-1) ?? Infinity);
  return { ...actor, endFrame: Math.max(actor.startFrame + 1, Math.min(actor.endFrame, actor.startFrame + arrival)) };
}

/** The heading of an actor when it is placed: that of the lane or bay. Null if there is neither. */
function headingAt(layout: RoadLayout, kind: RoadUserKind, point: Point): number | null {
  if (USUAL_MOTIONS[kind].speed < USUAL_MOTIONS.cyclist.speed) return null;
  const place = laneAt(layout, point);
  if (place) return round(headingOf(directionAt(place.lane.centre, place.distance)));
  const [bay] = snapTargets(layout, point, PARKED_REACH).filter((target) => target.kind === "bay");
  return bay ? round(bay.heading) : null;
}

/** Distance from a bay's centre within which something is considered parked in it, in metres. */
const PARKED_REACH = 1.5;
/** Distance from a kerb within which something is aligned with it, in metres. */
const KERB_REACH = 3;

const round = (degrees: number): number => Math.round(degrees * 10) / 10;

function directionAt(line: Polyline, distance: number): Point {
  return placeAlong(line, distance).direction;
}

/** Aligned with the bay, kerb or lane at its position; a drag determines its direction. */
function occluderOnRoad(scenario: Scenario, layout: RoadLayout, kind: OccluderKind, from: Point, to: Point | null): Occluder {
  const near = snapTargets(layout, from, KERB_REACH);
  const bay = near.find((target) => target.kind === "bay" && target.away <= PARKED_REACH);
  const along = bay ?? near.find((target) => target.kind === "kerb") ?? null;
  const lane = laneAt(layout, from);
  const heading = to
    ? headingOf({ x: to.x - from.x, y: to.y - from.y })
    : (along?.heading ?? (lane ? headingOf(directionAt(lane.lane.centre, lane.distance)) : 0));
  return createRoadOccluder({
    id: freeId(scenario, "occluder"),
    kind,
    name: OCCLUDER_LABELS[kind],
    ...clampPoint(from),
    heading: round(heading),
  });
}

/** Extends a path; it continues along lanes if the new points are on lanes. */
function continuedOnRoad(road: Road, actorId: string, points: readonly Point[]): Command {
  return command(points.length === 1 ? "Add waypoint" : "Add waypoints", (scenario) =>
    editActors(scenario, [actorId], (actor) => {
      const waypoints = [...actor.trajectory.waypoints, ...points.map(clampPoint)];
      const longer = withTrajectory(actor, { waypoints });
      if (!actor.motion) return longer;
      const lanes = actor.motion.lanes ? lanesThrough(road, actor, waypoints) : null;
      return { ...longer, motion: { ...without(actor.motion, "lanes"), ...(lanes ? { lanes } : {}) } };
    }),
  );
}
