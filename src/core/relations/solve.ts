import type { Relation } from "../document/relations";
import type { Actor } from "../document/schema";
import { framesOf, framesPerSecond, ownMotion, secondsOf, withWaits } from "../timeline";
import type { Vector2 } from "../world";
import { decide, type Decision, type Other, type Waiting } from "./decision";
import type { Setting, Track } from "./track";
import { trackOf } from "./trackOf";

/*
 * Relations are worked out without simulating: each is a moment of another actor's motion, found by closed forms or root finding. An
 * actor's motion is known up to where it waits for something that is not yet known; a relation is decided as soon as its moment lies in
 * that part of the other's motion. What is decided so never changes, so the order of the actors makes no difference. What is left when
 * nothing more can be decided waits in a circle.
 */

/** What came of a relation, for those who look at it. */
export type RelationState = {
  readonly actorId: string;
  readonly index: number;
  readonly until: Relation;
  /** When the actor moves on, in seconds of the video; null if it never does. */
  readonly moment: number | null;
  /** When the two meet, for relations that bring them together; null for others. */
  readonly meeting: number | null;
  /** Where on the ground it happens, if there is one such place. */
  readonly place: Vector2 | null;
  /** Why it never comes true. */
  readonly fault: string | null;
  /** Why nobody sees it come true: one of the two is gone by then, or the video has ended. */
  readonly unseen: string | null;
};

export type Solution = {
  /** The actors with their waits, in their order. */
  readonly actors: readonly Actor[];
  readonly relations: readonly RelationState[];
  /** How many relations had to be worked out, rather than being known from before. */
  readonly solves: number;
};

type Wait = number | "never" | undefined;
type Node = { readonly index: number; readonly until: Relation };
type Solved = { readonly node: Node; readonly decision: Exclude<Decision, { kind: "pending" }> };

/** An actor that waits for others, and how far that is known. */
class Member {
  readonly waits: Wait[];
  readonly solved: Solved[] = [];
  readonly nodes: readonly Node[];
  readonly plain: Actor;

  constructor(readonly actor: Actor) {
    this.plain = ownMotion(actor);
    const { waypoints } = this.plain.trajectory;
    this.nodes = waypoints.flatMap(({ until }, index) => (until && index < waypoints.length - 1 ? [{ index, until }] : []));
    this.waits = waypoints.map(() => undefined);
  }

  get next(): Node | undefined {
    return this.nodes[this.solved.length];
  }

  /** The actor as far as its waits are known; with one more, if given. */
  variant(index?: number, wait?: Wait): Actor {
    const waits = index === undefined ? this.waits : this.waits.map((known, place) => (place === index ? wait : known));
    return variantOf(this.actor, this.plain, waits);
  }

  settle(node: Node, decision: Solved["decision"], perSecond: number): void {
    if (decision.kind === "waits") this.waits[node.index] = rounded(decision.seconds * perSecond);
    if (decision.kind === "never") this.waits[node.index] = "never";
    this.solved.push({ node, decision });
    // Whoever never moves on does not get to what it would wait for next.
    if (decision.kind !== "never") return;
    for (const later of this.nodes.slice(this.solved.length))
      this.solved.push({ node: later, decision: { kind: "never", fault: "never gets to this waypoint", place: null } });
  }
}

/** Frames are kept to a millionth: less is rounding. */
const rounded = (frames: number): number => Math.round(frames * 1e6) / 1e6 + 0;

// The same actor with the same waits is the same object, so that whatever is known of it stays known.
const variants = new WeakMap<Actor, Map<string, Actor>>();
const MOST_VARIANTS = 32;

function variantOf(actor: Actor, plain: Actor, waits: readonly Wait[]): Actor {
  if (actor.trajectory.waypoints.every(({ wait }, index) => wait === waits[index])) return actor;
  const known = variants.get(plain) ?? new Map<string, Actor>();
  variants.set(plain, known);
  const key = waits.map((wait) => wait ?? "").join();
  const found = known.get(key) ?? withWaits(plain, waits);
  if (known.size >= MOST_VARIANTS) known.clear();
  known.set(key, found);
  return found;
}

type Known = {
  readonly setting: object | null;
  readonly signals: object | undefined;
  readonly fps: number;
  readonly other: Actor | null;
  readonly horizon: number;
  readonly name: string;
  readonly decision: Decision;
};

// A relation is worked out anew only if one of its two actors has changed.
const decisions = new WeakMap<Actor, Map<number, Known>>();

/** Works out all relations of a scenario's actors. */
export function solveRelations(setting: Setting, actors: readonly Actor[]): Solution {
  const perSecond = framesPerSecond(setting.video.fps);
  const members = new Map<string, Member>();
  const others = new Map<string, Actor>();
  for (const actor of actors) {
    others.set(actor.id, actor);
    if (actor.trajectory.waypoints.some(({ until, wait }) => until !== undefined || wait !== undefined))
      members.set(actor.id, new Member(actor));
  }
  let solves = 0;

  const otherOf = (until: Relation): Other | null => {
    if (!("actor" in until)) return null;
    const actor = others.get(until.actor);
    if (!actor) return null;
    const member = members.get(until.actor);
    const track = trackOf(setting, member?.variant() ?? actor);
    return { track, horizon: member ? horizonOf(setting, member) : Infinity, name: `“${actor.name || actor.id}”` };
  };

  const decisionOf = (member: Member, node: Node): Decision => {
    const { index, until } = node;
    const other = otherOf(until);
    const base = member.variant();
    const known = decisions.get(base)?.get(index);
    const world = setting.road?.plan ?? null;
    const { fps } = setting.video;
    const track = other?.track.actor ?? null;
    const horizon = other?.horizon ?? Infinity;
    const name = other?.name ?? "";
    const signals = setting.road?.scenery?.signals;
    if (
      known?.setting === world &&
      known.signals === signals &&
      known.fps === fps &&
      known.other === track &&
      known.horizon === horizon &&
      known.name === name
    )
      return known.decision;
    solves++;
    const decision = decide(waitingOf(setting, member, node), other, setting);
    const kept = decisions.get(base) ?? new Map<number, Known>();
    decisions.set(base, kept.set(index, { setting: world, signals, fps, other: track, horizon, name, decision }));
    return decision;
  };

  // Those who wait for an actor are tried again once more of its motion is known.
  const queue = [...members.values()];
  const waitingFor = new Map<string, Member[]>();
  for (let member = queue.pop(); member; member = queue.pop()) {
    const before = member.solved.length;
    for (let node = member.next; node; node = member.next) {
      const decision = decisionOf(member, node);
      if (decision.kind === "pending") {
        const { until } = node;
        if ("actor" in until) waitingFor.set(until.actor, [...(waitingFor.get(until.actor) ?? []), member]);
        break;
      }
      member.settle(node, decision, perSecond);
    }
    if (member.solved.length === before) continue;
    queue.push(...(waitingFor.get(member.actor.id) ?? []));
    waitingFor.delete(member.actor.id);
  }
  refuseCircles(members, perSecond);
  const shownActor = (id: string): Actor | undefined => members.get(id)?.variant() ?? others.get(id);

  return {
    actors: actors.map((actor) => members.get(actor.id)?.variant() ?? actor),
    relations: actors.flatMap((actor) => {
      const member = members.get(actor.id);
      return (member?.solved ?? []).map((solved) => stateOf(setting, member?.variant() ?? actor, solved, shownActor));
    }),
    solves,
  };
}

function stateOf(setting: Setting, actor: Actor, { node, decision }: Solved, actorOf: (id: string) => Actor | undefined): RelationState {
  const { index, until } = node;
  const happens = decision.kind !== "never";
  const meeting = decision.kind === "waits" ? (decision.meeting ?? null) : null;
  return {
    actorId: actor.id,
    index,
    until,
    moment: happens ? decision.moment : null,
    meeting,
    place: decision.place,
    fault: happens ? null : decision.fault,
    unseen: meeting === null || !("actor" in until) ? null : unseenMeeting(setting, actor, actorOf(until.actor), until, meeting),
  };
}

/** Why a meeting is not seen: one of the two is gone before it gets there, or the video ends before. */
function unseenMeeting({ video }: Setting, actor: Actor, other: Actor | undefined, until: Relation, meeting: number): string | null {
  // A gap is counted from the moment at which the first of the two leaves the place.
  const later = until.when !== "gap" ? 0 : until.order === "behind" ? until.seconds : -until.seconds;
  for (const [who, moment] of [[actor, meeting] as const, [other, meeting - later] as const]) {
    const frame = framesOf(moment, video.fps);
    // Whoever waits disappears later by whole frames only.
    if (!who || frame <= who.endFrame + 1) continue;
    const early = inSeconds(secondsOf(frame - who.endFrame, video.fps));
    return `“${who.name || who.id}” is gone ${early} before it gets there; let it stay longer`;
  }
  const left = framesOf(meeting, video.fps) - video.durationFrames;
  return left > 0 ? `the video ends ${inSeconds(secondsOf(left, video.fps))} before that` : null;
}

const inSeconds = (seconds: number): string => `${Math.ceil(seconds * 10) / 10} s`;

function waitingOf(setting: Setting, member: Member, { index, until }: Node): Waiting {
  const next = member.nodes.find((node) => node.index > index);
  const stopping = trackOf(setting, member.variant(index, 0));
  return {
    until,
    index,
    passing: trackOf(setting, member.variant()),
    stopping,
    nextWait: next ? (stopping.stations[next.index] ?? null) : null,
    startsEarly: index === 0 && until.moving === true,
  };
}

/** Up to when an actor's motion is known, whatever it waits for next (seconds of the video). */
function horizonOf(setting: Setting, member: Member): number {
  const node = member.next;
  if (!node) return Infinity;
  const { passing, stopping } = waitingOf(setting, member, node);
  const arrival = passing.reachedAt(passing.stations[node.index] ?? 0);
  if (node.index === 0 && node.until.moving) return -Infinity;
  return Math.min(arrival ?? Infinity, divergence(passing, stopping)) - BEFORE;
}

/** At the very moment at which two variants part, their speeds may already differ. */
const BEFORE = 1e-6;

/** When two variants of a motion on the road begin to differ: where one of them brakes for its stop. */
function divergence(one: Track, two: Track): number {
  if (!one.motion || !two.motion) return Infinity;
  const [mine, theirs] = [one.motion.profile.phases, two.motion.profile.phases];
  const index = mine.findIndex((phase, place) => {
    const other = theirs[place];
    return other?.time !== phase.time || other.acceleration !== phase.acceleration || other.speed !== phase.speed;
  });
  if (index < 0) return Infinity;
  const [first, second] = [mine[index], theirs[index]];
  const distance = Math.min(first?.distance ?? Infinity, second?.distance ?? Infinity);
  return one.reachedAt(distance) ?? Infinity;
}

/** Whoever is still waiting waits in a circle, or for one who does. */
function refuseCircles(members: ReadonlyMap<string, Member>, perSecond: number): void {
  const stuck = [...members.values()].flatMap((member) => (member.next ? [{ member, node: member.next }] : []));
  const next = new Map(stuck.map(({ member, node }) => [member.actor.id, "actor" in node.until ? node.until.actor : null]));
  const nameOf = (id: string) => members.get(id)?.actor.name || id;
  const faults = stuck.map(({ member, node }) => {
    const path: string[] = [];
    for (let id: string | null | undefined = member.actor.id; id && !path.includes(id); id = next.get(id)) path.push(id);
    const last = next.get(path.at(-1) ?? "");
    const circle = last === member.actor.id;
    const fault = circle
      ? `they wait for each other in a circle: ${[...path, member.actor.id].map(nameOf).join(" → ")}; let one of them start at a time`
      : `waits for “${nameOf(path[1] ?? "")}”, which waits in a circle itself`;
    return { member, node, fault };
  });
  for (const { member, node, fault } of faults) member.settle(node, { kind: "never", fault, place: null }, perSecond);
}
