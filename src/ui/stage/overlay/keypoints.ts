import { JOINTS } from "@/core/bodies";
import { KEYPOINT_FLAGS, type ActorState, type Keypoints } from "@/core/scene";
import { KEYPOINT_SKELETON } from "@/core/truth";
import type { Pen } from "./pen";
import type { OverlayScene } from "./scene";

/** CSS pixels. */
const RADIUS = 3;

type Spot = { readonly x: number; readonly y: number; readonly isVisible: boolean };

/** The keypoints of everybody: filled where they can be seen, hollow where they are hidden, joined as in COCO. */
export function paintKeypoints(pen: Pen, { session, frameState, ground }: OverlayScene): void {
  if (!session.overlays.keypoints || !ground.isPicture) return;
  for (const body of frameState().bodies) if (body.kind === "actor" && body.keypoints) paintPerson(pen, body, body.keypoints);
}

function paintPerson(pen: Pen, { type }: ActorState, keypoints: Keypoints): void {
  const { context, colors } = pen;
  const color = colors.actors[type];
  const spots = JOINTS.map((_, index) => spotOf(pen, keypoints, index));
  context.save();
  for (const [width, stroke] of [
    [3.5, colors.halo],
    [1.5, color],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = stroke;
    context.globalAlpha = stroke === color ? 0.9 : 0.5;
    context.beginPath();
    for (const [from, to] of KEYPOINT_SKELETON) {
      const [start, end] = [spots[from - 1], spots[to - 1]];
      if (!start || !end) continue;
      context.moveTo(start.x, start.y);
      context.lineTo(end.x, end.y);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
  for (const spot of spots) {
    if (!spot) continue;
    context.beginPath();
    context.arc(spot.x, spot.y, RADIUS, 0, 2 * Math.PI, false);
    context.fillStyle = spot.isVisible ? color : colors.halo;
    context.strokeStyle = spot.isVisible ? colors.halo : color;
    context.fill();
    context.stroke();
  }
  context.restore();
}

function spotOf(pen: Pen, keypoints: Keypoints, index: number): Spot | null {
  const [x = 0, y = 0, flag = 0] = keypoints.slice(3 * index, 3 * index + 3);
  return flag === KEYPOINT_FLAGS.notLabelled ? null : { ...pen.at({ x, y }), isVisible: flag === KEYPOINT_FLAGS.visible };
}
