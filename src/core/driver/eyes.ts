import type { TrafficSide } from "../document/constants";
import { PURPOSE, hashUnit } from "../random";
import { framesPerSecond, secondsOf } from "../timeline";
import { driverPoseAt, type DriverPose } from "./pose";
import type { DriverKeyframe } from "./schema";
import { usualDriverPoses } from "./usualPoses";

/** Whose eyes: poses of its own, or those that its model repeats; blinks differ from actor to actor. */
export type Driver = {
  readonly model: string;
  readonly keyframes: readonly DriverKeyframe[] | undefined;
  readonly trackId: number;
  readonly seed: number;
  readonly fps: number;
  /** Cars for traffic on the left have their wheel on the right. Left out, traffic is on the right. */
  readonly traffic?: TrafficSide;
};

/** A person blinks about 15 times a minute, for about a quarter of a second. */
const BLINK = { everySeconds: 4, lastsSeconds: 0.25 };

/** Eyes count as closed when the lids cover at least four fifths: P80 of PERCLOS (Dinges & Grace, FHWA-MCRT-98-006). */
export const EYES_CLOSED = 0.2;

/** PERCLOS is the share of a minute; before this much of it, no share is given. */
const PERCLOS = { windowSeconds: 60, leastSeconds: 10, drowsyFrom: 0.15 };

/** Eyes closed for so long are a microsleep. */
const MICROSLEEP_SECONDS = 0.5;

/** The driver's pose at a time (frames after the motion begins), blinking included in `eyes`. */
export function driverAt(driver: Driver, at: number): DriverPose {
  const pose = poseWithoutBlinking(driver, at);
  return { ...pose, eyes: pose.eyes * openedByBlinking(driver, at) };
}

function poseWithoutBlinking({ model, keyframes, fps, traffic = "right" }: Driver, at: number): DriverPose {
  if (keyframes) return driverPoseAt(keyframes, at, traffic);
  const { keyframes: repeated, cycleFrames } = usualDriverPoses(model, fps, traffic);
  return driverPoseAt(repeated, at % cycleFrames, traffic);
}

/** 1 but for blinks, each at a random time of its own part of the timeline. */
function openedByBlinking({ trackId, seed, fps }: Driver, at: number): number {
  const seconds = secondsOf(at, fps);
  const turn = Math.floor(seconds / BLINK.everySeconds);
  const start = hashUnit(seed, trackId, turn, PURPOSE.blink) * (BLINK.everySeconds - BLINK.lastsSeconds);
  const share = (seconds - turn * BLINK.everySeconds - start) / BLINK.lastsSeconds;
  return share <= 0 || share >= 1 ? 1 : Math.abs(2 * share - 1);
}

export type Drowsiness = {
  /** Share of the last minute, or of the time since the driver appeared, with eyes closed; null in the first ten seconds. */
  readonly perclos: number | null;
  /** Whether the driver is in a microsleep, or `perclos` is at least 0.15. */
  readonly drowsy: boolean;
};

/** How drowsy the eyes show the driver to be at a time (frames after the motion begins). */
export function drowsinessAt(driver: Driver, at: number): Drowsiness {
  const rate = framesPerSecond(driver.fps);
  const window = Math.min(at + 1, Math.round(PERCLOS.windowSeconds * rate));
  let closed = 0;
  let inARow = 0;
  for (let back = 0; back < window; back++) {
    if (!closedAt(driver, at - back)) continue;
    closed++;
    if (inARow === back) inARow++;
  }
  const perclos = window >= PERCLOS.leastSeconds * rate ? closed / window : null;
  return { perclos, drowsy: inARow >= MICROSLEEP_SECONDS * rate || (perclos ?? 0) >= PERCLOS.drowsyFrom };
}

/** Frames whose closed eyes are remembered together. */
const CHUNK = 1024;
const chunks = new WeakMap<readonly DriverKeyframe[], Map<string, Uint8Array>>();

function closedAt(driver: Driver, at: number): boolean {
  const keyframes = driver.keyframes ?? usualDriverPoses(driver.model, driver.fps).keyframes;
  let known = chunks.get(keyframes);
  if (!known) chunks.set(keyframes, (known = new Map<string, Uint8Array>()));
  const index = Math.floor(at / CHUNK);
  const key = `${driver.seed} ${driver.trackId} ${driver.fps} ${index}`;
  let chunk = known.get(key);
  if (!chunk) {
    chunk = Uint8Array.from({ length: CHUNK }, (_, frame) => (driverAt(driver, index * CHUNK + frame).eyes <= EYES_CLOSED ? 1 : 0));
    known.set(key, chunk);
  }
  return chunk[at - index * CHUNK] === 1;
}
