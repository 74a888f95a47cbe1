import type { Footprint } from "@/core/world";
import type { XmlNode } from "../../read/xmlTree";
import type { Stage } from "./actions";
import type { Mover } from "./mover";
import { Storyboard } from "./storyboard";
import type { Scope } from "./scope";

/** Where an entity is at each frame; null where it is not there. */
export type Track = { readonly mover: Mover; readonly poses: readonly (Footprint | null)[] };

export type Simulated = {
  readonly tracks: readonly Track[];
  /** Whether the file itself says when it is over. */
  readonly hasEnd: boolean;
};

/** Video after everything has happened, if the file does not say when it ends; and at least and at most (seconds). */
const AFTER = 4;
const SHORTEST = 6;
export const LONGEST = 60;

/** Plays a storyboard at a frame rate. */
export function simulate(
  node: XmlNode,
  scope: Scope,
  stage: Omit<Stage, "time">,
  movers: readonly Mover[],
  fps: number,
): Simulated & { readonly board: Storyboard } {
  let frame = 0;
  const board = new Storyboard(node, scope, { ...stage, time: () => frame / fps });
  board.init();
  const tracks = movers.map((mover) => ({ mover, poses: [] as (Footprint | null)[] }));
  const record = () => {
    for (const { mover, poses } of tracks) poses.push(mover.isThere ? mover.footprint : null);
  };
  let doneSince: number | null = null;
  const last = Math.round(LONGEST * fps);
  let isOver = false;
  for (; frame < last && !isOver; frame++) {
    isOver = board.step();
    record();
    if (board.isDone) doneSince ??= frame;
    else doneSince = null;
    if (!board.hasStop && doneSince !== null && frame >= Math.max(SHORTEST * fps, doneSince + AFTER * fps)) break;
    for (const mover of movers) mover.plan(1 / fps);
    for (const mover of movers) mover.step(1 / fps, (frame + 1) / fps);
  }
  return { tracks, hasEnd: isOver, board };
}
