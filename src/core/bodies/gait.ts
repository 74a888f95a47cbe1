import { cosDegrees, sinDegrees } from "../exact";
import type { Point } from "./builder";
import type { Build, Pose } from "./build";
import { SHOE } from "./person";

/** A way of moving on foot, in shares of the height unless stated otherwise. */
export type Gait = {
  /** How far the body travels while a foot is on the ground. */
  readonly travel: number;
  /** The share of the cycle in which a foot is on the ground. */
  readonly duty: number;
  /** How high a foot is lifted, and by how many degrees its heel is raised when it leaves the ground. */
  readonly lift: number;
  readonly heel: number;
  /** How far hands swing, how far they are from the middle, and how high they are below the shoulders. */
  readonly swing: number;
  readonly aside: number;
  readonly below: number;
  /** How far the trunk leans forward. */
  readonly lean: number;
};

export const WALK: Gait = { travel: 0.275, duty: 0.52, lift: 0.03, heel: 66, swing: 0.09, aside: 0.125, below: 0.345, lean: 0.012 };
export const RUN: Gait = { travel: 0.27, duty: 0.36, lift: 0.1, heel: 60, swing: 0.1, aside: 0.115, below: 0.2, lean: 0.04 };

/** How far a person travels in two steps, in metres. */
export const cycleOfGait = ({ height }: Build, { travel, duty }: Gait): number => (travel * height) / duty;

/** A person on foot. @param phase share of the cycle of two steps since the left foot's landing; null when standing */
export function walkingPose(build: Build, phase: number | null, gait: Gait): Pose {
  const { height, hip, shoulder, stout } = build;
  const apart = height * 0.046 * stout;
  const foot = (own: number, side: number) => {
    const { x, z, heel } = phase === null ? standingFoot(build, side) : footAt(build, gait, own - Math.floor(own));
    return { at: [x, side * apart, z] satisfies Point, heel };
  };
  const [left, right] = [foot(phase ?? 0, 1), foot((phase ?? 0) + 0.5, -1)];
  const swing = phase === null ? 0 : sinDegrees(360 * phase + 90);
  // Standing or walking, hands hang; a runner's are in front of the trunk.
  const [below, ahead] = phase === null ? [WALK.below, 0] : [gait.below, (WALK.below - gait.below) * 0.9];
  const hand = (side: number): Point => [
    height * (gait.lean + ahead + 0.008) - side * swing * gait.swing * height,
    side * gait.aside * height * (0.6 + 0.4 * stout),
    height * (shoulder - below) + (Math.abs(swing) * 0.012 - side * swing * ahead * 0.5) * height,
  ];
  return {
    hip: [0, 0, height * hip],
    chest: [height * gait.lean, 0, height * shoulder],
    head: [height * (gait.lean + 0.01), 0, height],
    hands: [hand(1), hand(-1)],
    feet: [left.at, right.at],
    heels: [left.heel, right.heel],
  };
}

const standingFoot = ({ height }: Build, side: number) => ({ x: side * height * 0.02, z: SHOE.ankle * height, heel: 0 });

/**
 * An ankle at a share of its cycle. On the ground, the foot keeps its place, so it moves back as fast as the body moves ahead: first flat,
 * then on its toes. In the air it swings ahead.
 */
function footAt({ height }: Build, { travel, duty, lift, heel }: Gait, share: number): { x: number; z: number; heel: number } {
  // Positions of the toes relative to the hip: equally far ahead of it at first as the heel is behind it at last.
  const [foremost, hindmost] = [travel / 2 + SHOE.toe * 0.42, -travel / 2 + SHOE.toe * 0.42];
  if (share < duty) {
    const way = share / duty;
    const raised = way < RAISED_FROM ? 0 : (way - RAISED_FROM) / (1 - RAISED_FROM);
    return ankleOver(height, foremost + (hindmost - foremost) * way, 0, heel * raised * raised);
  }
  const way = (share - duty) / (1 - duty);
  const eased = way * way * (3 - 2 * way);
  return ankleOver(height, hindmost + (foremost - hindmost) * eased, lift * 4 * way * (1 - way), heel * (1 - eased));
}

/** The share of a foot's time on the ground after which its heel rises. */
const RAISED_FROM = 0.5;

/** The ankle of a foot whose toes are at a place, with its heel raised by an angle. */
function ankleOver(height: number, toe: number, up: number, heel: number): { x: number; z: number; heel: number } {
  const [c, s] = [cosDegrees(heel), sinDegrees(heel)];
  return { x: height * (toe - SHOE.toe * c + SHOE.ankle * s), z: height * (up + SHOE.toe * s + SHOE.ankle * c), heel };
}
