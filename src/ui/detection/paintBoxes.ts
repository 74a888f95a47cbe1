import type Konva from "konva";
import type { Point } from "@/core/document";
import { Pen } from "../stage/overlay/pen";
import type { StageColors } from "../stage/overlay/scene";
import { OUTCOME_COLORS, type Scheme } from "../theme/palette";
import type { View } from "@/editor";
import { lookedAt, marksAt, type StreamView } from "@/services/detection/streamView";

export type BoxScene = {
  readonly stream: StreamView;
  readonly frame: number;
  readonly view: View;
  readonly colors: StageColors;
  readonly scheme: Scheme;
  /** Whether the scenario has changed since. */
  readonly isOutdated: boolean;
};

/** How strong marks are of a frame that the detector did not look at, and of a scenario that has changed since. */
const HELD = 0.5;
const OUTDATED = 0.35;

function strengthOf({ stream, frame, isOutdated }: BoxScene): number {
  if (isOutdated) return OUTDATED;
  return lookedAt(stream.looks, frame) === frame ? 1 : HELD;
}

/**
 * What the detector reported at a frame, or when it last looked, over the picture: found with a solid line, false with a cross in its
 * corner, missed dashed; never distinguished by colour alone, each has its name (`paintNames`).
 */
export function paintBoxes(context: Konva.Context, scene: BoxScene): void {
  const pen = new Pen(context, scene.view, scene.colors);
  const strength = strengthOf(scene);
  for (const { outcome, box } of marksOf(scene)) {
    const color = OUTCOME_COLORS[scene.scheme][outcome];
    pen.outline(box, color, 2, outcome === "FN" ? [4, 4] : [], strength);
    const corner = pen.at({ x: box.x + box.width, y: box.y });
    if (outcome === "FP") paintCross(pen, corner.x, corner.y, color);
  }
}

/** Space that a name needs at the stage's right edge, in CSS pixels. */
const NAME_ROOM = 170;

/**
 * The names of the boxes, next to them: above a box is what the ground truth says, and at its foot are path, times and waypoints. Missed
 * objects are named one line lower, since a wrong report of the same object may have its name there. Between looks, names tell which frame
 * they are about instead of the outcome there: who was found has moved on.
 */
export function paintNames(context: Konva.Context, scene: BoxScene): void {
  if (scene.isOutdated) return;
  const pen = new Pen(context, scene.view, scene.colors);
  const stageWidth = context.getCanvas().getWidth() / context.getCanvas().getPixelRatio();
  const taken: Point[] = [];
  const look = lookedAt(scene.stream.looks, scene.frame);
  for (const { outcome, box, name, confidence } of marksOf(scene)) {
    const corner = pen.at({ x: box.x + box.width, y: box.y });
    const score = Number.isNaN(confidence) ? "" : ` ${confidence.toFixed(2)}`;
    const place = freePlace(taken, { x: Math.min(corner.x + 9, stageWidth - NAME_ROOM), y: corner.y + (outcome === "FN" ? 38 : 18) });
    taken.push(place);
    pen.label(look === scene.frame ? `${outcome} ${name}${score}` : `${name}${score} · frame ${look}`, place, "left");
  }
}

/** Names with less than this between their lines, and less than their room beside each other, would cover each other. */
const NAME_HEIGHT = 20;

/** The place wanted for a name, or the nearest line below it that no other name takes. */
export function freePlace(taken: readonly Point[], { x, y }: Point): Point {
  const beside = taken.filter((other) => Math.abs(other.x - x) < NAME_ROOM);
  let free = y;
  for (let covered; (covered = beside.find((other) => Math.abs(other.y - free) < NAME_HEIGHT));) free = covered.y + NAME_HEIGHT;
  return { x, y: free };
}

/** Everything that has a box at the frame. */
function* marksOf({ stream, frame }: BoxScene) {
  for (const { outcome, box, label, confidence } of marksAt(stream, frame)) if (box) yield { outcome, box, name: label, confidence };
}

function paintCross({ context }: Pen, x: number, y: number, color: string): void {
  context.save();
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x - 4, y - 4);
  context.lineTo(x + 4, y + 4);
  context.moveTo(x + 4, y - 4);
  context.lineTo(x - 4, y + 4);
  context.stroke();
  context.restore();
}
