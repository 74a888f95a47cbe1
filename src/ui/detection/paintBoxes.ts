import { Pen, type StageColors } from "../stage/overlay/pen";
import { OUTCOME_COLORS, type Scheme } from "../theme/palette";
import type { View } from "@/editor";
import { OUTCOMES, type StreamView } from "./streamView";

export type BoxScene = { readonly stream: StreamView; readonly frame: number; readonly view: View; readonly colors: StageColors; readonly scheme: Scheme };

/**
 * What the detector reported at a frame, over the picture: found in one line, false with a cross in its corner, missed
 * dashed; never told by colour alone, each bears its name.
 */
export function paintDetections(context: CanvasRenderingContext2D, { stream, frame, view, colors, scheme }: BoxScene): void {
  const pen = new Pen(context, view, colors);
  for (let place = stream.starts[frame] ?? 0; place < (stream.starts[frame + 1] ?? 0); place++) {
    const outcome = OUTCOMES[stream.outcomes[place] ?? 0] ?? "TP";
    const [x = NaN, y = NaN, width = NaN, height = NaN] = stream.boxes.subarray(4 * place, 4 * place + 4);
    if (Number.isNaN(x)) continue;
    const color = OUTCOME_COLORS[scheme][outcome];
    pen.outline({ x, y, width, height }, color, 2, outcome === "FN" ? [4, 4] : []);
    const corner = pen.at({ x: x + width, y });
    if (outcome === "FP") paintCross(pen, corner.x, corner.y, color);
    const confidence = stream.confidence[place] ?? NaN;
    const score = Number.isNaN(confidence) ? "" : ` ${confidence.toFixed(2)}`;
    // Beside the box: above it stands what the ground truth says, and at its foot lie path, times and waypoints. What was
    // missed stands a line lower, as a wrong report of the same object may have its label there.
    pen.label(`${outcome} ${classOf(stream, place)}${score}`, { x: corner.x + 9, y: corner.y + (outcome === "FN" ? 38 : 18) }, "left");
  }
}

const classOf = ({ classes, labels }: StreamView, place: number): string => (classes[labels[place] ?? 0] ?? "").replaceAll("_", " ");

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
