import type { Mover, SpeedControl } from "./mover";
import type { Place } from "./positions";

/** Below these, a distance (metres) and a time (seconds) are nothing. */
const NOTHING = 1e-6;
/** A speed is on the last ramp if it differs by no more than this (metres per second). */
const ON_RAMP = 0.1;

export type Meeting = {
  readonly master: Mover;
  readonly masterTarget: Place;
  readonly target: Place;
  readonly masterTolerance: number;
  readonly tolerance: number;
  /** The speed to arrive with; null for the mean speed that it takes. */
  readonly finalSpeed: (() => number) | null;
  /** Metres before the target from which on the final speed holds. */
  readonly steady: number;
};

/**
 * The speed of somebody who is to be at a place when another is at its own. With a final speed, it is reached by two phases of the same
 * acceleration, or by standing still first; in the steady distance before the place, the final speed holds.
 */
export class Synchronized implements SpeedControl {
  isDone = false;
  #isOnRamp = false;
  #last = Infinity;

  constructor(
    readonly mover: Mover,
    readonly meeting: Meeting,
  ) {}

  next(seconds: number, now: number): number {
    const { master, masterTarget, target, finalSpeed, steady } = this.meeting;
    const way = Math.abs(this.mover.distanceTo(target)) - this.meeting.tolerance;
    const masterWay = master.distanceTo(masterTarget) - this.meeting.masterTolerance;
    const masterSpeed = Math.abs(master.speed);
    const time = masterSpeed > NOTHING ? masterWay / masterSpeed : Infinity;
    const wanted = finalSpeed?.() ?? null;
    if (time < seconds || way < NOTHING || way > this.#last + 0.01) {
      this.isDone = true;
      return wanted ?? now;
    }
    this.#last = way;
    if (time === Infinity) return 0;
    if (wanted === null) return way / time;
    if (wanted <= NOTHING) return rampSpeed(way, time, 0);
    const [left, rest] = [way - steady, time - steady / wanted];
    if (left < NOTHING || rest < NOTHING) return wanted;
    const ramp = rampSpeed(left, rest, wanted);
    if (this.#isOnRamp || Math.abs(ramp - now) < ON_RAMP || (now < NOTHING && ramp > 0)) {
      this.#isOnRamp = true;
      return this.#onRamp(left, rest, wanted, seconds);
    }
    if (now < NOTHING && ramp <= 0) return 0;
    return Math.max(0, now + seconds * accelerationOf(left, rest, now, wanted));
  }

  /** The speed at the end of this step on the ramp that leads to the final speed. */
  #onRamp(left: number, rest: number, wanted: number, seconds: number): number {
    const now = Math.max(0, rampSpeed(left, rest, wanted));
    return rest > seconds ? now + ((wanted - now) * seconds) / rest : wanted;
  }
}

/** The speed now from which a constant acceleration leads to a final speed, in just this way and time. */
const rampSpeed = (way: number, time: number, final: number): number => (2 * way) / time - final;

/** The acceleration of the first of two phases, the second of which has its negative. */
function accelerationOf(way: number, time: number, now: number, final: number): number {
  const root = 16 * way * way - 8 * time * (2 * way * (now + final) - time * (now * now + final * final));
  const isFaster = way / time > (now + final) / 2;
  const middle = (4 * way + (isFaster ? 1 : -1) * Math.sqrt(Math.max(0, root))) / (4 * time);
  if (middle < 0) {
    // Even a stop comes too early: it brakes to one, and waits.
    const stop = (2 * now * way) / (now * now + final * final);
    return stop > NOTHING ? -now / stop : 0;
  }
  const [up, down] = [middle - now, middle - final];
  const first = Math.abs(up + down) > NOTHING ? (time * up) / (up + down) : time / 2;
  return first > NOTHING ? up / first : 0;
}
