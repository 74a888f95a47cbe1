/*
 * How far along its path a body is at a given time: phases of constant acceleration, computed once and readable at any time, so
 * that no moment depends on the previous one. Metres, seconds, metres per second. Square roots are the only function used, so that
 * results are the same in every engine.
 */

/** A speed change or stop at a point on the path. */
export type SpeedChange = {
  /** Metres along the path. */
  readonly distance: number;
  /** How long to stand here, in seconds; braking starts early enough. 0 is a stop without a wait. */
  readonly wait?: number | undefined;
  /** The target speed from here on; acceleration starts here. */
  readonly speed?: number | undefined;
};

export type SpeedPlan = {
  /** Length of the path. */
  readonly length: number;
  /** Speed at the start. */
  readonly speed: number;
  /** Metres per second squared; above 0. */
  readonly acceleration: number;
  readonly deceleration: number;
  /** In order along the path. */
  readonly changes: readonly SpeedChange[];
};

/** Constant acceleration from a time on. The first phase starts at 0; in the last one, which has no end, the body stands still. */
type Phase = { readonly time: number; readonly distance: number; readonly speed: number; readonly acceleration: number };

/** A body's position along its path and its speed, at any time. */
export type SpeedProfile = {
  readonly phases: readonly Phase[];
  /** Seconds until it comes to its final stop or reaches the end of its path. */
  readonly duration: number;
  /** Where there is not enough room to brake at the given deceleration, and the deceleration needed instead. */
  readonly hardBraking: readonly { readonly distance: number; readonly deceleration: number }[];
};

/** A point passed at a speed. Between two of them the acceleration is constant: the square of the speed is linear in the distance. */
type Knot = { readonly distance: number; readonly speed: number };

/** Speeds and lengths below this count as zero. */
const NOTHING = 1e-9;

/** The profile of a plan: speeds change at the plan's points with its acceleration, and the path's end is passed without braking. */
export function speedProfile(plan: SpeedPlan): SpeedProfile {
  const { length, acceleration, deceleration } = plan;
  if (!(acceleration > 0) || !(deceleration > 0)) throw new RangeError("acceleration and deceleration must be more than 0 m/s²");
  if (!(plan.speed >= 0) || !(length >= 0)) throw new RangeError("speed and length must be at least 0");
  const phases: Phase[] = [];
  const hardBraking: { distance: number; deceleration: number }[] = [];
  const changes = plan.changes.filter(({ distance }) => distance <= length);
  let [time, distance, speed, target] = [0, 0, plan.speed, plan.speed];

  let next = 0;
  while (next <= changes.length) {
    const stopIndex = changes.findIndex(({ wait }, index) => index >= next && wait !== undefined);
    const stop = changes[stopIndex];
    const within = changes.slice(next, stop ? stopIndex : changes.length).filter((change) => change.speed !== undefined);
    const end = stop ? stop.distance : length;
    let knots = driven(distance, speed, target, end, within);
    const last = within.at(-1);
    target = last?.speed ?? target;
    if (stop) knots = braked(knots, end);
    follow(knots);
    const arrived = distance >= end - NOTHING;
    if (!stop || !arrived) break;
    phases.push({ time, distance, speed: 0, acceleration: 0 });
    time += stop.wait ?? 0;
    target = stop.speed ?? target;
    speed = 0;
    next = stopIndex + 1;
  }
  return { phases: [...phases, { time, distance, speed: 0, acceleration: 0 }], duration: time, hardBraking };

  /** Speeds from one point to another, without braking for the stop at the end. */
  function driven(from: number, speedThere: number, wanted: number, to: number, within: readonly SpeedChange[]): Knot[] {
    const result: Knot[] = [{ distance: from, speed: speedThere }];
    const borders = [...within, { distance: to, speed: undefined }];
    let [place, now, goal] = [from, speedThere, wanted];
    for (const border of borders) {
      const room = border.distance - place;
      if (room > NOTHING) {
        const rate = goal > now ? acceleration : -deceleration;
        const needed = (goal * goal - now * now) / (2 * rate);
        if (needed > NOTHING && needed < room - NOTHING) result.push({ distance: place + needed, speed: goal });
        // A body that has come to rest does not reach the points ahead.
        if (goal < NOTHING && needed <= room) return result;
        now = needed < room ? goal : Math.sqrt(now * now + 2 * rate * room);
        place = border.distance;
        result.push({ distance: place, speed: now });
      }
      goal = border.speed ?? goal;
    }
    return result;
  }

  /** The same with braking for a stop at the end, started as late as possible. */
  function braked(knots: readonly Knot[], end: number): Knot[] {
    const result: Knot[] = [];
    const [first] = knots;
    if (!first) return result;
    const needed = (first.speed * first.speed) / (2 * deceleration);
    if (needed > end - first.distance + NOTHING) {
      if (end - first.distance > NOTHING)
        hardBraking.push({ distance: end, deceleration: (first.speed * first.speed) / (2 * (end - first.distance)) });
      return [first, { distance: end, speed: 0 }];
    }
    for (const [index, knot] of knots.entries()) {
      result.push(knot);
      const following = knots[index + 1];
      if (!following) return result;
      const [square, squareAfter] = [knot.speed * knot.speed, following.speed * following.speed];
      const allowed = (place: number) => 2 * deceleration * (end - place);
      if (squareAfter <= allowed(following.distance) + NOTHING) continue;
      // The squares of both speeds are linear in the distance: this is where the two lines cross.
      const slope = (squareAfter - square) / (following.distance - knot.distance);
      const crossing = Math.max(0, (allowed(knot.distance) - square) / (slope + 2 * deceleration));
      const place = knot.distance + crossing;
      if (crossing > NOTHING) result.push({ distance: place, speed: Math.sqrt(Math.max(0, allowed(place))) });
      result.push({ distance: end, speed: 0 });
      return result;
    }
    return result;
  }

  function follow(knots: readonly Knot[]): void {
    for (const [index, from] of knots.entries()) {
      const to = knots[index + 1];
      if (!to) break;
      const length = to.distance - from.distance;
      const sum = from.speed + to.speed;
      if (sum < NOTHING) return;
      if (length < NOTHING) continue;
      const seconds = (2 * length) / sum;
      phases.push({ time, distance: from.distance, speed: from.speed, acceleration: (to.speed - from.speed) / seconds });
      time += seconds;
      distance = to.distance;
      speed = to.speed;
    }
  }
}

/** A profile through points at given times, at constant speed in between: for recorded tracks and other tools' trajectories. */
export function profileThrough(knots: readonly { readonly time: number; readonly distance: number }[]): SpeedProfile {
  const phases = knots.map(({ time, distance }, index): Phase => {
    const after = knots[index + 1];
    const seconds = after ? after.time - time : 0;
    if (after && (seconds < 0 || after.distance < distance)) throw new RangeError("times and distances must not fall");
    return { time, distance, speed: after && seconds > 0 ? (after.distance - distance) / seconds : 0, acceleration: 0 };
  });
  const last = phases.at(-1) ?? { time: 0, distance: 0, speed: 0, acceleration: 0 };
  return { phases: phases.length > 0 ? phases : [last], duration: last.time, hardBraking: [] };
}

/** Metres along the path, speed and acceleration at a time in seconds; at rest at the start before 0, and at the end afterwards. */
export function motionAt({ phases }: SpeedProfile, seconds: number): { distance: number; speed: number; acceleration: number } {
  let [low, high] = [0, Math.max(0, phases.length - 1)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((phases[middle]?.time ?? 0) <= seconds) low = middle;
    else high = middle - 1;
  }
  const phase = phases[low];
  if (!phase || seconds < phase.time) return { distance: phase?.distance ?? 0, speed: 0, acceleration: 0 };
  const passed = seconds - phase.time;
  const after = phases[low + 1];
  const distance = phase.distance + phase.speed * passed + (phase.acceleration * passed * passed) / 2;
  return {
    // Rounding must not move it past the start of the next phase.
    distance: after ? Math.min(distance, after.distance) : distance,
    speed: phase.speed + phase.acceleration * passed,
    acceleration: phase.acceleration,
  };
}

/** When a point on the path is first reached, in seconds; null if it never is. */
export function timeAtDistance({ phases }: SpeedProfile, distance: number): number | null {
  const [first] = phases;
  if (!first || distance < first.distance) return null;
  const index = phases.findLastIndex((phase) => phase.distance < distance);
  const phase = phases[index];
  if (!phase) return first.time;
  const way = distance - phase.distance;
  const square = phase.speed * phase.speed + 2 * phase.acceleration * way;
  const sum = phase.speed + Math.sqrt(Math.max(0, square));
  return square < -NOTHING || sum < NOTHING ? null : phase.time + (2 * way) / sum;
}
