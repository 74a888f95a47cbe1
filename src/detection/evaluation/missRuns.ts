import type { EvaluationReport, Miss } from "./reportTypes";
import { secondsOf } from "@/core/timeline";

/** Misses of one object in consecutive frames, of those that were compared. */
export type MissRun = {
  first: Miss;
  lastFrame: number;
  frames: number;
  /** From the first missed frame to the end of the last, in seconds. */
  seconds: number;
  /** Reasons with their number of frames, most frequent first. */
  reasons: { reason: Miss["reason"]; frames: number }[];
  lowestVisibility: number;
};

/** Joins misses of the same object in consecutive frames, longest first. */
export function missRuns({ misses, settings }: Pick<EvaluationReport, "misses" | "settings">): MissRun[] {
  const { fps, every = 1 } = settings;
  const open = new Map<string, Miss[]>();
  const runs: Miss[][] = [];
  for (const miss of misses) {
    const object = `${miss.track_id} ${miss.class_label}`;
    const run = open.get(object);
    if (run?.at(-1)?.frame === miss.frame - every) run.push(miss);
    else {
      const begun = [miss];
      open.set(object, begun);
      runs.push(begun);
    }
  }
  return runs
    .flatMap((run) => {
      const first = run[0];
      if (!first) return [];
      const reasons = new Map<Miss["reason"], number>();
      for (const { reason } of run) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      return [
        {
          first,
          lastFrame: first.frame + (run.length - 1) * every,
          frames: run.length,
          seconds: secondsOf(run.length * every, fps),
          reasons: [...reasons].map(([reason, frames]) => ({ reason, frames })).sort((a, b) => b.frames - a.frames),
          lowestVisibility: run.reduce((least, { visibility }) => Math.min(least, visibility), 1),
        },
      ];
    })
    .sort((a, b) => b.frames - a.frames || a.first.frame - b.first.frame);
}
