import { ExchangeError, type Report } from "../../read/report";
import type { XmlNode } from "../../read/xmlTree";
import type { Catalogs } from "./catalogs";
import { Transition, dynamicsOf } from "./dynamics";
import type { Mover, SpeedControl } from "./mover";
import { laneBeside, type Positions } from "./positions";
import { RoutePath } from "./route";
import type { Scope } from "./scope";
import { Synchronized } from "./synchronize";

/** An action that has begun; it is asked after each step whether it is over. */
export type Running = { readonly isDone: () => boolean };

/** An environment that holds from a time on. */
export type EnvironmentChange = { readonly time: number; readonly node: XmlNode; readonly scope: Scope };

/** What actions work on. */
export type Stage = {
  readonly time: () => number;
  readonly mover: (name: string) => Mover | null;
  readonly positions: Positions;
  readonly catalogs: Catalogs;
  readonly variables: Map<string, string>;
  readonly environments: EnvironmentChange[];
  readonly report: Report;
};

const DONE: Running = { isDone: () => true };

/** Begins an action that concerns everybody. */
export function beginGlobal(node: XmlNode, scope: Scope, stage: Stage): Running {
  const action = node.only();
  if (!action) return DONE;
  switch (action.name) {
    case "EnvironmentAction": {
      const environment = action.only();
      if (environment)
        stage.catalogs.resolved(environment, scope, ({ node: found, scope: own }) => {
          stage.environments.push({ time: stage.time(), node: found, scope: found === environment ? scope : own });
        });
      return DONE;
    }
    case "EntityAction": {
      const mover = needMover(action, scope, stage);
      const add = action.child("AddEntityAction");
      if (add) mover.teleport(stage.positions.in(add.need("Position"), scope));
      else if (action.child("DeleteEntityAction")) mover.isThere = false;
      return DONE;
    }
    case "VariableAction": {
      const name = scope.needText(action, "variableRef");
      const set = action.child("SetAction");
      if (set) stage.variables.set(name, scope.needText(set, "value"));
      else action.reportUnread(stage.report);
      return DONE;
    }
    default:
      return unread(action, stage);
  }
}

function unread(node: XmlNode, stage: Stage): Running {
  node.ignore();
  stage.report.unread(node.name, node.file, node.line);
  return DONE;
}

function needMover(node: XmlNode, scope: Scope, stage: Stage): Mover {
  const name = scope.needText(node, "entityRef");
  const mover = stage.mover(name);
  if (!mover) throw new ExchangeError(`${node.place}: there is no entity "${name}"`);
  return mover;
}

/** Begins an action of one entity. */
export function beginPrivate(node: XmlNode, scope: Scope, stage: Stage, mover: Mover): Running {
  const action = node.only();
  if (!action) return DONE;
  switch (action.name) {
    case "TeleportAction":
      mover.teleport(stage.positions.in(action.child("Position") ?? action, scope));
      return DONE;
    case "LongitudinalAction":
      return beginSpeed(action, scope, stage, mover);
    case "LateralAction":
      return beginSideways(action, scope, stage, mover);
    case "RoutingAction":
      return beginRouting(action, scope, stage, mover);
    case "SynchronizeAction":
      return beginMeeting(action, scope, stage, mover);
    default:
      return unread(action, stage);
  }
}

function controlled(mover: Mover, control: SpeedControl): Running {
  mover.control = control;
  return { isDone: () => mover.control !== control };
}

/** A change of speed. */
class Changing implements SpeedControl {
  readonly isLimited = true;

  constructor(readonly transition: Transition) {}

  get isDone(): boolean {
    return this.transition.isDone;
  }

  next(seconds: number, now: number): number {
    this.transition.pass(seconds, Math.abs(now) * seconds);
    return this.transition.value;
  }
}

/** The speed of another, and what comes to it, as long as the action runs. */
class Matching implements SpeedControl {
  readonly isDone = false;

  constructor(readonly target: () => number) {}

  next(): number {
    return this.target();
  }
}

/** Speeds one after another. */
class Profile implements SpeedControl {
  readonly isLimited = true;
  #entry = 0;
  #transition: Transition | null = null;

  constructor(readonly entries: readonly { readonly speed: number; readonly seconds: number }[]) {}

  get isDone(): boolean {
    return this.#entry >= this.entries.length;
  }

  next(seconds: number, now: number): number {
    const entry = this.entries[this.#entry];
    if (!entry) return now;
    this.#transition ??= new Transition({ shape: "linear", dimension: "time", value: entry.seconds }, now, entry.speed);
    this.#transition.pass(seconds, 0);
    const speed = this.#transition.value;
    if (this.#transition.isDone) {
      this.#transition = null;
      this.#entry++;
    }
    return speed;
  }
}

/** Acceleration that a speed profile without times is driven with (metres per second squared). */
const USUAL_ACCELERATION = 3;

function beginSpeed(node: XmlNode, scope: Scope, stage: Stage, mover: Mover): Running {
  const action = node.only();
  if (action?.name === "SpeedProfileAction") {
    action.ignore("DynamicConstraints");
    let before = mover.speed;
    const entries = action.all("SpeedProfileEntry").map((entry) => {
      const speed = scope.numberOf(entry, "speed");
      const seconds = scope.numberOf(entry, "time", Math.abs(speed - before) / USUAL_ACCELERATION);
      before = speed;
      return { speed, seconds };
    });
    return controlled(mover, new Profile(entries));
  }
  if (action?.name !== "SpeedAction") return action ? unread(action, stage) : DONE;
  const dynamics = dynamicsOf(action.need("SpeedActionDynamics"), scope);
  const target = action.need("SpeedActionTarget").only();
  if (!target) throw new ExchangeError(`${action.place}: the target speed is missing`);
  if (target.name === "AbsoluteTargetSpeed") return changeSpeed(mover, dynamics, scope.numberOf(target, "value"));
  if (target.name !== "RelativeTargetSpeed") return unread(target, stage);
  const other = needMover(target, scope, stage);
  const value = scope.numberOf(target, "value");
  const isFactor = scope.text(target, "speedTargetValueType") === "factor";
  const speed = () => (isFactor ? other.speed * value : other.speed + value);
  if (scope.flag(target, "continuous")) return controlled(mover, new Matching(speed));
  return changeSpeed(mover, dynamics, speed());
}

function changeSpeed(mover: Mover, dynamics: ReturnType<typeof dynamicsOf>, speed: number): Running {
  const transition = new Transition(dynamics, mover.speed, speed);
  if (!transition.isDone) return controlled(mover, new Changing(transition));
  mover.control = null;
  mover.speed = speed;
  return DONE;
}

function beginSideways(node: XmlNode, scope: Scope, stage: Stage, mover: Mover): Running {
  const action = node.only();
  if (!action || (action.name !== "LaneChangeAction" && action.name !== "LaneOffsetAction")) return action ? unread(action, stage) : DONE;
  const { spot } = mover;
  if (!spot) {
    stage.report.unread(action.name, action.file, action.line, `${mover.form.name} is on no road then`);
    return DONE;
  }
  const isChange = action.name === "LaneChangeAction";
  const target = action.need(isChange ? "LaneChangeTarget" : "LaneOffsetTarget").only();
  if (!target) throw new ExchangeError(`${action.place}: the target is missing`);
  const value = scope.numberOf(target, "value");
  const other = target.attributes.has("entityRef") ? needMover(target, scope, stage) : mover;
  const isRelative = target.name.startsWith("Relative");
  const lane = !isChange ? spot.lane : isRelative ? laneBeside(other.spot?.lane ?? spot.lane, value * other.direction) : value;
  const offset = isChange
    ? scope.numberOf(action, "targetLaneOffset", 0)
    : isRelative
      ? other.offsetFrom(other.spot?.lane ?? 0) + value
      : value;
  const dynamics = isChange ? dynamicsOf(action.need("LaneChangeActionDynamics"), scope) : offsetDynamics(action, scope);
  if (spot.road.middleAt(spot.s, lane) === null)
    throw new ExchangeError(`${action.place}: road "${spot.road.id}" has no lane ${lane} for ${mover.form.name} to change to`);
  const from = mover.offsetFrom(lane);
  const transition = new Transition(dynamics, from, mover.direction * offset);
  mover.intoLane(lane, transition);
  return { isDone: () => mover.sideways !== transition };
}

/** An offset changes with a greatest lateral acceleration: as a cubic, within the time that this takes. */
function offsetDynamics(action: XmlNode, scope: Scope): ReturnType<typeof dynamicsOf> {
  const dynamics = action.child("LaneOffsetActionDynamics");
  const shape = (dynamics && scope.text(dynamics, "dynamicsShape")) ?? "cubic";
  const most = Math.max(0.01, dynamics ? scope.numberOf(dynamics, "maxLateralAcc", 1) : 1);
  const known = shape === "step" || shape === "linear" || shape === "sinusoidal" ? shape : "cubic";
  return { shape: known, dimension: "time", value: Math.sqrt(6 / most) };
}

function beginRouting(node: XmlNode, scope: Scope, stage: Stage, mover: Mover): Running {
  const action = node.only();
  switch (action?.name) {
    case "AssignRouteAction":
      mover.route = stage.positions.route(action, scope);
      return DONE;
    case "AcquirePositionAction": {
      const place = stage.positions.in(action.need("Position"), scope);
      const { network } = stage.positions;
      if (network && mover.spot && place.spot) mover.route = RoutePath.through(network, [mover.spot, place.spot]) ?? mover.route;
      else stage.report.unread(action.name, action.file, action.line, "it leads along no road");
      return DONE;
    }
    case "FollowTrajectoryAction":
      return follow(action, scope, stage, mover);
    default:
      return action ? unread(action, stage) : DONE;
  }
}

function follow(action: XmlNode, scope: Scope, stage: Stage, mover: Mover): Running {
  action.ignore("TrajectoryFollowingMode");
  const holder = action.child("TrajectoryRef") ?? action;
  const path = stage.positions.trajectory(holder, scope, mover.isThere ? mover.place : null);
  const reference = action.child("TimeReference");
  reference?.ignore("None");
  const timing = reference?.child("Timing") ?? null;
  if (timing && !path.hasTimes) stage.report.unread("Timing", timing.file, timing.line, "the trajectory has no times");
  const scale = timing ? scope.numberOf(timing, "scale", 1) : 1;
  const offset = timing ? scope.numberOf(timing, "offset", 0) : 0;
  const isAbsolute = timing !== null && scope.text(timing, "domainAbsoluteRelative") === "absolute";
  const start = (isAbsolute ? 0 : stage.time()) + offset;
  const begin = scope.numberOf(action, "initialDistanceOffset", 0);
  const timed = timing && path.hasTimes && scale > 0 ? { start, scale: 1 / scale } : null;
  const first = timed ? (path.distanceAt((stage.time() - timed.start) * timed.scale) ?? 0) : begin;
  mover.follow(path, timed, first);
  const { following } = mover;
  return { isDone: () => mover.following !== following };
}

function beginMeeting(action: XmlNode, scope: Scope, stage: Stage, mover: Mover): Running {
  const name = scope.needText(action, "masterEntityRef");
  const master = stage.mover(name);
  if (!master) throw new ExchangeError(`${action.place}: there is no entity "${name}"`);
  const masterTarget = stage.positions.in(action.need("TargetPositionMaster"), scope);
  const target = stage.positions.in(action.need("TargetPosition"), scope);
  const final = action.child("FinalSpeed")?.only() ?? null;
  const speed = final && finalSpeedOf(final, scope, master);
  const steady = final?.only() ?? null;
  const steadyWay =
    steady?.name === "TargetDistanceSteadyState"
      ? scope.numberOf(steady, "distance")
      : steady?.name === "TargetTimeSteadyState"
        ? scope.numberOf(steady, "time") * (speed?.() ?? 0)
        : 0;
  return controlled(
    mover,
    new Synchronized(mover, {
      ...{ master, masterTarget, target, finalSpeed: speed, steady: steadyWay },
      masterTolerance: scope.numberOf(action, "targetToleranceMaster", 0),
      tolerance: scope.numberOf(action, "targetTolerance", 0),
    }),
  );
}

function finalSpeedOf(node: XmlNode, scope: Scope, master: Mover): () => number {
  const value = scope.numberOf(node, "value");
  if (node.name === "AbsoluteSpeed") return () => value;
  const isFactor = scope.text(node, "speedTargetValueType") === "factor";
  return () => (isFactor ? master.speed * value : master.speed + value);
}
