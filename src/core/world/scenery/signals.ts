import type { SignalGroup } from "./item";
import type { SignalPhase, SignalPhaseStart } from "./settings";

/** What a light shows. People on foot only have red and green. */
export type SignalAspect = "red" | "red_amber" | "green" | "amber" | "dark";

/** Seconds for which amber and then red is shown before another road gets green; red and amber together; and people's red before that. */
const AMBER = 3;
const ALL_RED = 2;
const RED_AMBER = 1;
const CLEARING = 5;

/** Seconds of green in the usual cycle, and how far into it a scenario begins. */
const USUAL = { main: 14, side: 10 } as const;

/** When phases of the usual cycle begin, from the one that a moment is in (seconds). */
export function usualStarts(seconds: number, count: number): readonly number[] {
  const first = Math.floor(seconds / (USUAL.main + USUAL.side)) * (USUAL.main + USUAL.side);
  return Array.from({ length: count }, (_, index) => first + Math.ceil(index / 2) * USUAL.main + Math.floor(index / 2) * USUAL.side);
}

/** Flashing amber is on and off for so long (seconds). */
const FLASH = 0.5;

type Phase = { readonly phase: SignalPhase; readonly next: { readonly phase: SignalPhase; readonly seconds: number } | null };

/** The phase at a frame, and how soon another begins. @param starts in order; undefined for the usual cycle */
function phaseAt(starts: readonly SignalPhaseStart[] | undefined, fps: number, frame: number): Phase {
  if (!starts) {
    const time = (frame / fps) % (USUAL.main + USUAL.side);
    return time < USUAL.main
      ? { phase: "main", next: { phase: "side", seconds: USUAL.main - time } }
      : { phase: "side", next: { phase: "main", seconds: USUAL.main + USUAL.side - time } };
  }
  const index = starts.findLastIndex((start) => start.frame <= frame);
  const [current, next] = [starts[Math.max(0, index)], starts[Math.max(0, index) + 1]];
  return {
    phase: current?.phase ?? "red",
    next: next ? { phase: next.phase, seconds: (next.frame - frame) / fps } : null,
  };
}

/** What a vehicle's light shows at a frame (which need not be whole). */
export function signalAspect(
  starts: readonly SignalPhaseStart[] | undefined,
  fps: number,
  group: SignalGroup,
  frame: number,
): SignalAspect {
  const { phase, next } = phaseAt(starts, fps, frame);
  if (phase === "flashing") return Math.floor(frame / fps / FLASH) % 2 === 0 ? "amber" : "dark";
  if (phase !== group) return next?.phase === group && next.seconds <= RED_AMBER ? "red_amber" : "red";
  if (!next || next.phase === group) return "green";
  // The other road's green is preceded by a time in which everyone has red.
  const left = next.phase === "red" || next.phase === "flashing" ? next.seconds : next.seconds - ALL_RED;
  if (left <= 0) return "red";
  return left <= AMBER ? "amber" : "green";
}

/** What the light of a crossing shows, which leads over the road of a group. */
export function crossingAspect(
  starts: readonly SignalPhaseStart[] | undefined,
  fps: number,
  over: SignalGroup,
  frame: number,
): SignalAspect {
  const { phase, next } = phaseAt(starts, fps, frame);
  if (phase === "flashing") return "dark";
  if (phase === over || phase === "red") return "red";
  return next && next.phase !== phase && next.seconds <= CLEARING ? "red" : "green";
}

/** The frames from one to another (exclusive) at which any light changes, and what all of them show from there on. */
export function phasesWithin(
  starts: readonly SignalPhaseStart[] | undefined,
  fps: number,
  from: number,
  to: number,
): { readonly frame: number; readonly main: SignalAspect; readonly side: SignalAspect }[] {
  const found: { frame: number; main: SignalAspect; side: SignalAspect }[] = [];
  for (let frame = from; frame < to; frame++) {
    const [main, side] = [signalAspect(starts, fps, "main", frame), signalAspect(starts, fps, "side", frame)];
    const last = found.at(-1);
    if (last?.main !== main || last.side !== side) found.push({ frame, main, side });
  }
  return found;
}
