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
    const foot = pen.at({ x, y: y + height });
    // Below the box: above it stands what the ground truth says. A missed object's label would lie on that of a wrong report.
    if (outcome !== "FN") pen.label(`${outcome} ${classOf(stream, place)}${score}`, { x: foot.x, y: foot.y + 22 }, "left");
    else pen.label(`FN ${classOf(stream, place)}`, { x: foot.x, y: foot.y - 3 }, "left");
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
