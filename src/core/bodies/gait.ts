import { sinDegrees } from "../exact";
import type { Point } from "./builder";
import type { Build, Pose } from "./person";

/** A way of walking: half the step length, and how far the hands swing, in metres. */
export type Gait = { stride: number; hands: number };

/** A person on foot. @param phase share of the walking cycle (two steps) since the left foot's landing; null when standing */
export function walkingPose(build: Build, phase: number | null, { stride, hands }: Gait): Pose {
  const { height, hip, shoulder, stout } = build;
  const ankle = height * 0.045;
  const apart = height * 0.048 * stout;
  const step = phase === null ? 0 : stride;
  const foot = (own: number, side: number) => {
    const { ahead, lift } = phase === null ? { ahead: side * 0.1, lift: 0 } : footAt(own - Math.floor(own));
    return { at: [ahead * (step || stride * 0.3), side * apart, ankle + lift * height * 0.055] satisfies Point, toes: lift * 0.6 };
  };
  const [left, right] = [foot(phase ?? 0, 1), foot((phase ?? 0) + 0.5, -1)];
  const swing = phase === null ? 0 : sinDegrees(360 * phase + 90);
  const hand = (side: number): Point => [
    -side * swing * stride * 0.95 + height * 0.02,
    side * hands,
    height * (shoulder - 0.345) + Math.abs(swing) * height * 0.012,
  ];
  return {
    hip: [0, 0, height * hip],
    chest: [height * 0.012, 0, height * shoulder],
    head: [height * 0.02, 0, height],
    hands: [hand(1), hand(-1)],
    feet: [left.at, right.at],
    toes: [left.toes, right.toes],
  };
}

/** A foot's position at a share of its cycle: half of it on the ground, moving backwards, and half in the air. */
function footAt(share: number): { ahead: number; lift: number } {
  if (share < 0.5) return { ahead: 1 - 4 * share, lift: 0 };
  const way = (share - 0.5) * 2;
  const eased = way * way * (3 - 2 * way);
  return { ahead: 2 * eased - 1, lift: 4 * way * (1 - way) };
}
