import { atan2, cos, sin } from "@/core/exact";
import type { Footprint } from "@/core/world";
import type { OdrNetwork } from "../../opendrive/read/network";
import { withinTurn } from "../../opendrive/read/road";
import type { Transition } from "./dynamics";
import type { EntityForm } from "./entities";
import type { Path } from "./path";
import type { Place } from "./positions";
import { straightestAfter, type Leg, type RoadSpot, type RoutePath } from "./route";

/** What decides on an entity's speed. */
export type SpeedControl = {
  /** The speed after a step, in metres per second. */
  next(seconds: number, now: number): number;
  readonly isDone: boolean;
  /** Whether it is held to what the entity can do. */
  readonly isLimited?: boolean;
};

type Following = {
  readonly path: Path;
  distance: number;
  /** Seconds of the simulation at which the trajectory's time is 0, and how fast its time passes; null for the entity's own speed. */
  readonly timing: { readonly start: number; readonly scale: number } | null;
};

/** Longest piece of a way along a road (metres). */
const PIECE = 1;
/** Along a road, those whose heading differs by more are going somewhere else (radians). */
const ASIDE = Math.PI / 3;
const MOST_PIECES = 5000;

/** An entity on its way. */
export class Mover {
  x = 0;
  y = 0;
  heading = 0;
  speed = 0;
  acceleration = 0;
  /** Metres travelled. */
  travelled = 0;
  /** Seconds at rest. */
  atRest = 0;
  isThere = false;
  /** On which road it is; null if it goes straight ahead, wherever that leads. */
  spot: RoadSpot | null = null;
  route: RoutePath | null = null;
  control: SpeedControl | null = null;
  following: Following | null = null;
  /** A change of lane or of the offset in it. */
  sideways: Transition | null = null;
  hasMoved = false;
  /** Metres to the left of its lane's middle, in the direction of travel. */
  #offset = 0;
  #direction: 1 | -1 = 1;

  constructor(
    readonly form: EntityForm,
    readonly network: OdrNetwork | null,
  ) {}

  get place(): Place {
    return { x: this.x, y: this.y, heading: this.heading, spot: this.spot, route: this.route ?? undefined };
  }

  /** The middle of its box on the ground. */
  get footprint(): Footprint {
    const { centre, dimensions } = this.form;
    const [c, s] = [cos(this.heading), sin(this.heading)];
    return {
      x: this.x + centre.x * c - centre.y * s,
      y: this.y + centre.x * s + centre.y * c,
      heading: (withinTurn(this.heading) * 180) / Math.PI,
      length: dimensions.length,
      width: dimensions.width,
    };
  }

  teleport({ x, y, heading, spot }: Place): void {
    this.x = x;
    this.y = y;
    this.heading = heading;
    this.following = null;
    this.sideways = null;
    this.isThere = true;
    this.putOn(spot);
  }

  /** Takes its way along a road from here on. */
  putOn(spot: RoadSpot | null): void {
    this.spot = spot;
    if (!spot) return;
    const along = spot.road.lineAt(spot.s).heading;
    this.#direction = cos(this.heading - along) >= 0 ? 1 : -1;
    // Who looks across the road goes straight ahead.
    this.#isAcross = Math.abs(sin(this.heading - along)) > sin(ASIDE);
    this.#offset = this.#direction * (spot.t - (spot.road.middleAt(spot.s, spot.lane) ?? spot.t));
  }

  #isAcross = false;

  /** Metres to the left of a lane's middle at which it is. */
  offsetFrom(lane: number): number {
    const { spot } = this;
    const middle = spot?.road.middleAt(spot.s, lane);
    return spot && middle !== null && middle !== undefined ? this.#direction * (spot.t - middle) : 0;
  }

  get direction(): 1 | -1 {
    return this.#direction;
  }

  /** Changes to a lane: from then on it is that far beside the middle of this one. */
  intoLane(lane: number, sideways: Transition): void {
    if (this.spot) this.spot = { ...this.spot, lane };
    this.#offset = sideways.from;
    this.sideways = sideways;
  }

  follow(path: Path, timing: Following["timing"], distance: number): void {
    this.following = { path, timing, distance };
    this.sideways = null;
    this.#putAt(path.at(distance));
    this.isThere = true;
  }

  #putAt({ x, y, heading }: { readonly x: number; readonly y: number; readonly heading: number }): void {
    this.x = x;
    this.y = y;
    this.heading = heading;
  }

  #next: number | null = null;

  /** Decides on the speed at the end of a step, before anybody has moved. */
  plan(seconds: number): void {
    if (!this.isThere || !this.control) return;
    const wanted = this.control.next(seconds, this.speed);
    const { acceleration, deceleration } = this.form.limits;
    const within = Math.min(this.speed + acceleration * seconds, Math.max(this.speed - deceleration * seconds, wanted));
    this.#next = this.control.isLimited ? within : wanted;
    if (this.control.isDone && this.#next === wanted) this.control = null;
  }

  /** Moves on for a step that ends at a time of the simulation. */
  step(seconds: number, now: number): void {
    if (!this.isThere) return;
    const before = this.speed;
    this.speed = this.#next ?? before;
    this.#next = null;
    const way = ((before + this.speed) / 2) * seconds;
    const moved = this.following ? this.#followOn(this.following, way, seconds, now) : this.#driveOn(way, seconds);
    this.travelled += Math.abs(moved);
    if (Math.abs(moved) > 1e-9) this.hasMoved = true;
    this.atRest = Math.abs(this.speed) < 1e-3 ? this.atRest + seconds : 0;
    this.acceleration = (this.speed - before) / seconds;
  }

  /** @returns metres moved */
  #followOn(following: Following, way: number, seconds: number, now: number): number {
    const { path, timing } = following;
    const from = following.distance;
    const timed = timing ? path.distanceAt((now - timing.start) * timing.scale) : null;
    following.distance = timed ?? Math.min(path.length, from + way);
    if (timed !== null) this.speed = (timed - from) / seconds;
    const end = timed === null ? from + way : timed;
    const isOver = end >= path.length - 1e-9;
    this.#putAt(path.at(following.distance));
    if (isOver) {
      this.following = null;
      this.spot = null;
      // Who has a speed of its own goes on in that direction.
      if (timed === null) this.#straight(end - path.length);
    }
    return following.distance - from;
  }

  #straight(way: number): void {
    this.x += way * cos(this.heading);
    this.y += way * sin(this.heading);
  }

  #driveOn(way: number, seconds: number): number {
    if (this.sideways) {
      this.sideways.pass(seconds, Math.abs(way));
      this.#offset = this.sideways.value;
      if (this.sideways.isDone) this.sideways = null;
    } else if (way === 0) return 0;
    if (!this.spot || this.#isAcross) {
      this.#straight(way);
      return way;
    }
    const [x, y] = [this.x, this.y];
    let left = way;
    for (let piece = 0; piece < MOST_PIECES && this.spot; piece++) {
      const step = Math.max(-PIECE, Math.min(PIECE, left));
      this.#along(step);
      left -= step;
      if (left === 0) break;
    }
    if (left !== 0) this.#straight(left);
    else if (this.sideways && Math.abs(way) > 1e-6) this.heading = atan2(this.y - y, this.x - x) + (way < 0 ? Math.PI : 0);
    return way;
  }

  #along(way: number): void {
    const { spot } = this;
    if (!spot) return this.#straight(way);
    const { road, s, t } = spot;
    const stretch = Math.max(0.05, 1 - road.lineAt(s).curvature * t);
    const next = s + (this.#direction * way) / stretch;
    const beyond = next > road.length ? next - road.length : next < 0 ? -next : 0;
    const leaving = next > road.length === (this.#direction === 1) ? beyond : 0;
    if (beyond > 0) {
      const leg: Leg = { road, direction: this.#direction, lane: spot.lane };
      const after = leaving > 0 ? (this.route?.after(road) ?? (this.network ? straightestAfter(this.network, leg) : null)) : null;
      if (after) {
        this.#direction = after.direction;
        return this.#putBeside({
          road: after.road,
          s: after.direction === 1 ? beyond : after.road.length - beyond,
          t: 0,
          lane: after.lane,
        });
      }
    }
    return this.#putBeside({ ...spot, s: next });
  }

  #putBeside(spot: RoadSpot): void {
    const middle = spot.road.middleAt(spot.s, spot.lane) ?? spot.t;
    const t = middle + this.#direction * this.#offset;
    const { x, y, heading } = spot.road.worldAt({ s: spot.s, t });
    this.spot = { ...spot, t };
    this.#putAt({ x, y, heading: heading + (this.#direction === 1 ? 0 : Math.PI) });
  }

  /** Metres along its way to a place, below 0 if it has been passed. */
  distanceTo(place: Place): number {
    if (this.following) return this.following.path.nearest(place) - this.following.distance;
    const along = this.spot && place.spot ? this.#distanceAlong(this.spot, place.spot) : null;
    if (along !== null) return along;
    const [dx, dy] = [place.x - this.x, place.y - this.y];
    const ahead = dx * cos(this.heading) + dy * sin(this.heading);
    const away = Math.sqrt(dx * dx + dy * dy);
    return ahead < 0 ? -away : away;
  }

  #distanceAlong(from: RoadSpot, to: RoadSpot): number | null {
    if (this.#isAcross) return null;
    if (from.road === to.road) return this.#direction * (to.s - from.s);
    const [here, there] = [this.route?.distanceOf(from) ?? null, this.route?.distanceOf(to) ?? null];
    if (here !== null && there !== null) return there - here;
    let leg: Leg | null = { road: from.road, direction: this.#direction, lane: from.lane };
    let distance = this.#direction === 1 ? from.road.length - from.s : from.s;
    for (let count = 0; count < MOST_LEGS && this.network; count++) {
      leg = straightestAfter(this.network, leg);
      if (!leg) return null;
      if (leg.road === to.road) return distance + (leg.direction === 1 ? to.s : to.road.length - to.s);
      distance += leg.road.length;
    }
    return null;
  }
}

const MOST_LEGS = 50;
