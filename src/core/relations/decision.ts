import type { Relation } from "../document/relations";
import { framesOf, secondsOf } from "../timeline";
import type { Vector2 } from "../world";
import { greenFrom, lightsOf } from "../world/scenery";
import { excessOf, nearestOf } from "./conditions";
import { firstMoment } from "./firstMoment";
import { crossingOf, meetingOf, nearestOn } from "./meeting";
import type { Setting, Track } from "./track";

/** What comes of a relation. Times are seconds of the video. */
export type Decision =
  /** It cannot be said yet: the other waits for something itself before it. */
  | { readonly kind: "pending" }
  /** The actor does not stop: the relation is true when it arrives. */
  | { readonly kind: "passes"; readonly moment: number; readonly place: Vector2 | null }
  /** The actor stands for so many seconds; a start may be before it appears (below 0). */
  | {
      readonly kind: "waits";
      readonly seconds: number;
      readonly moment: number;
      readonly place: Vector2 | null;
      /** When the two are there, for relations that bring them together. */
      readonly meeting?: number;
    }
  | { readonly kind: "never"; readonly fault: string; readonly place: Vector2 | null };

/** A waypoint at which an actor waits, with what is known of it. */
export type Waiting = {
  readonly until: Relation;
  readonly index: number;
  /** The actor's track if it does not stop there, and if it does. Nothing that it waits for later is in either. */
  readonly passing: Track;
  readonly stopping: Track;
  /** How far along its path it waits next; null if it does not. */
  readonly nextWait: number | null;
  /** Whether a start may be before the actor appears. */
  readonly startsEarly: boolean;
};

/** The other actor: its track, the moment up to which that is final, and its name. */
export type Other = { readonly track: Track; readonly horizon: number; readonly name: string };

type Unit = "m" | "px";

const PENDING: Decision = { kind: "pending" };
/** Waits are told apart from nothing by this (seconds): rounding is less, and a frame a thousand times more. */
const MOMENT = 1e-6;

/** When an actor moves on from a waypoint. @param other the actor that it waits for; null where it waits for none */
export function decide(waiting: Waiting, other: Other | null, setting: Setting): Decision {
  const { until } = waiting;
  const unit = setting.road ? "m" : "px";
  if (until.when === "green") return atGreen(waiting, until.light, setting);
  if (until.when === "time") return afterEvent(waiting, until.seconds, null);
  if (!other) return never("waits for an actor that does not exist");
  switch (until.when) {
    case "near":
    case "ttc":
    case "headway":
      return byCondition(waiting, until, other, unit);
    case "travelled":
      return byEvent(waiting, other, until.distance, null, `moves only ${shown(other.track.length, unit)} along its path`);
    case "passes": {
      const { distance } = nearestOn(other.track.line, until.place, 0);
      return byEvent(waiting, other, distance, until.place, "never gets to the place");
    }
    case "meets":
      return byMeeting(waiting, other, until, unit);
    case "gap":
      return byGap(waiting, other, until);
  }
}

const never = (fault: string, place: Vector2 | null = null): Decision => ({ kind: "never", fault, place });

const shown = (value: number, unit: Unit): string => `${Math.round(value * (unit === "m" ? 10 : 1)) / (unit === "m" ? 10 : 1)} ${unit}`;
const shownSeconds = (value: number): string => `${Math.round(value * 100) / 100} s`;

const arrivalOf = (track: Track, index: number): number | null => track.reachedAt(track.stations[index] ?? 0);

/** When an actor is ready to go on from a waypoint: after its own wait there. A start is ready from the beginning. */
function readyAt({ index, stopping }: Waiting, hold: number): number | null {
  const arrival = arrivalOf(stopping, index);
  return arrival === null ? null : arrival + hold;
}

const holdOf = ({ index, stopping }: Waiting): number => stopping.holds[index] ?? 0;

/** An actor that moves on once a moment has come. */
function afterEvent(waiting: Waiting, moment: number, place: Vector2 | null): Decision {
  const { index, passing, startsEarly, until } = waiting;
  const passes = arrivalOf(passing, index);
  if (index > 0 && holdOf(waiting) === 0 && passes !== null && moment <= passes + MOMENT) return { kind: "passes", moment: passes, place };
  const ready = readyAt(waiting, holdOf(waiting));
  if (ready === null) return never("never gets to this waypoint");
  const early = index === 0 && startsEarly && until.when === "time";
  const seconds = early ? moment - ready : Math.max(0, moment - ready);
  return { kind: "waits", seconds, moment: ready + seconds, place };
}

/** An actor that waits for another to have moved a distance along its path. */
function byEvent(waiting: Waiting, other: Other, distance: number, place: Vector2 | null, otherwise: string): Decision {
  const { track, horizon, name } = other;
  const moment = distance > track.length ? null : track.reachedAt(distance);
  if (moment === null ? horizon !== Infinity : moment > horizon) return PENDING;
  if (moment === null) return never(`${name} ${otherwise}`, place);
  if (moment > track.to) return never(`${name} is gone before that, at ${shownSeconds(track.to)}`, place);
  return afterEvent(waiting, moment, place);
}

/** An actor that waits at a traffic light until it may go. */
function atGreen(waiting: Waiting, name: string, setting: Setting): Decision {
  const { index, passing } = waiting;
  const { fps } = setting.video;
  const lights = setting.road ? lightsOf(setting.road.plan) : [];
  const light = lights.find(({ id }) => id === name);
  if (!light) {
    const there = lights.length > 0 ? `there are ${lights.map(({ id }) => id).join(", ")}` : "there are none here";
    return never(`there is no traffic light “${name}”; ${there}`);
  }
  const timing = { starts: setting.road?.scenery?.signals, fps };
  const greenAt = (seconds: number): number | null => {
    const frame = greenFrom(light, timing, framesOf(seconds, fps));
    return frame === null ? null : secondsOf(frame, fps);
  };
  const passes = index > 0 && holdOf(waiting) === 0 ? arrivalOf(passing, index) : null;
  const open = passes === null ? null : greenAt(passes);
  if (passes !== null && open !== null && open <= passes + MOMENT) return { kind: "passes", moment: passes, place: light.place };
  const ready = readyAt(waiting, holdOf(waiting));
  if (ready === null) return never("never gets to this waypoint");
  const moment = greenAt(ready);
  if (moment === null) return never(`the light of ${name} never gets green again`, light.place);
  return { kind: "waits", seconds: Math.max(0, moment - ready), moment, place: light.place };
}

function byCondition(waiting: Waiting, until: Extract<Relation, { when: "near" | "ttc" | "headway" }>, other: Other, unit: Unit): Decision {
  const { index, passing, stopping } = waiting;
  const { track, horizon, name } = other;
  const standing = stopping.footprintAt(stopping.stations[index] ?? 0);
  const excessAt = excessOf(until, standing, track);
  const passes = index > 0 && holdOf(waiting) === 0 ? arrivalOf(passing, index) : null;
  if (passes !== null && passes > horizon) return PENDING;
  if (passes !== null && passes >= track.from && passes <= track.to && excessAt(passes).value <= 0)
    return { kind: "passes", moment: passes, place: null };
  const ready = readyAt(waiting, holdOf(waiting));
  if (ready === null) return never("never gets to this waypoint");
  const from = Math.max(ready, track.from);
  const last = Math.min(track.to, horizon);
  const moment = firstMoment(excessAt, from, last);
  if (moment !== null) return { kind: "waits", seconds: moment - ready, moment, place: null };
  if (horizon < track.to) return PENDING;
  const nearest = nearestOf(standing, track, from, track.to);
  if (!nearest) return never(`${name} is gone before it gets here`);
  return until.when === "near"
    ? never(`${name} comes no nearer than ${shown(nearest.gap, unit)}, not within ${shown(until.distance, unit)}`)
    : never(`${name} never comes so near in time; at its nearest it is ${shown(nearest.gap, unit)} away`);
}

/** An actor that leaves so that it is at a place of its path at a moment. */
function inTime(waiting: Waiting, distance: number, moment: number, place: Vector2): Decision {
  const { index, stopping, startsEarly, nextWait } = waiting;
  if (nextWait !== null && distance > nextWait)
    return never("waits again before it gets to the place where they meet; leave one of the two out", place);
  const reached = stopping.reachedAt(distance);
  if (reached === null) return never("never gets to the place where they meet", place);
  const seconds = moment - reached;
  if (seconds < -MOMENT && !(index === 0 && startsEarly))
    return never(
      index === 0
        ? `would have to start ${shownSeconds(-seconds)} before it appears; let it appear earlier, or already be moving`
        : `gets here ${shownSeconds(-seconds)} too late`,
      place,
    );
  const ready = readyAt(waiting, holdOf(waiting)) ?? 0;
  const held = index === 0 && startsEarly ? seconds : Math.max(0, seconds);
  return { kind: "waits", seconds: held, moment: ready + held, place, meeting: moment };
}

function byMeeting(waiting: Waiting, other: Other, until: Extract<Relation, { when: "meets" }>, unit: Unit): Decision {
  const { index, stopping } = waiting;
  const meeting = meetingOf(stopping, stopping.stations[index] ?? 0, other.track, until.share, until.place);
  if (!meeting) return never(`its path does not cross that of ${other.name}; move one of them, or give a place (in ${unit})`);
  return atMeeting(waiting, other, meeting.own, meeting.other, 0, meeting.place);
}

function byGap(waiting: Waiting, other: Other, until: Extract<Relation, { when: "gap" }>): Decision {
  const { index, stopping } = waiting;
  const start = stopping.stations[index] ?? 0;
  const crossing = crossingOf(stopping, start, other.track, until.place) ?? followed(stopping, start, other.track);
  const [mine, theirs] = [stopping.footprintAt(crossing.own).length / 2, other.track.footprintAt(crossing.other).length / 2];
  return until.order === "behind"
    ? atMeeting(waiting, other, crossing.own - mine, crossing.other + theirs, until.seconds, crossing.place)
    : atMeeting(waiting, other, crossing.own + mine, crossing.other - theirs, -until.seconds, crossing.place);
}

/** Paths that do not cross: where the actor's front is as it waits. */
function followed(own: Track, start: number, other: Track) {
  const distance = start + own.footprintAt(start).length / 2;
  const place = own.placeAt(distance);
  return { own: distance, other: nearestOn(other.line, place, 0).distance, place };
}

/** An actor that is so far along its path some seconds after another is so far along its own. */
function atMeeting(waiting: Waiting, other: Other, own: number, theirs: number, later: number, place: Vector2): Decision {
  const { track, horizon, name } = other;
  const reached = track.reachedAt(theirs);
  if (reached === null ? horizon !== Infinity : reached > horizon) return PENDING;
  if (reached === null) return never(`${name} never gets to the place where they meet`, place);
  return inTime(waiting, own, reached + later, place);
}
