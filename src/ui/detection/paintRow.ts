import { frameAt, xOf, type Scale } from "../timeline/scale";
import { OUTCOMES, countMarks, type Outcome, type StreamView } from "@/services/detection/streamView";

/** Top and height of each outcome's lane in CSS pixels. */
const LANES: Record<Outcome, { top: number; height: number }> = {
  TP: { top: 4, height: 6 },
  FP: { top: 11, height: 6 },
  FN: { top: 18, height: 6 },
};
const COLUMN = 2;

/** Draws the marks of a stream at a scale: where there are more, the column is stronger. The canvas takes its element's size. */
export function paintRow(canvas: HTMLCanvasElement, stream: StreamView | null, scale: Scale, colors: Record<Outcome, string>): void {
  const context = canvas.getContext("2d");
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!context || width === 0) return;
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  if (!stream) return;
  const frames = stream.starts.length - 1;
  const { every } = stream.looks;
  const step = Math.max(COLUMN, scale.pixelsPerFrame * every);
  const first = Math.max(0, Math.floor(frameAt(scale, 0)) - every);
  const last = Math.min(frames, Math.ceil(frameAt(scale, width)));
  const framesPerColumn = Math.max(1, Math.ceil(COLUMN / scale.pixelsPerFrame));
  for (let frame = first - (first % framesPerColumn); frame < last; frame += framesPerColumn) {
    const end = Math.min(frames, frame + framesPerColumn);
    const counts = countMarks(stream, frame, end);
    const looks = Math.max(1, (end - frame) / every);
    OUTCOMES.forEach((outcome, index) => {
      const mean = (counts[index] ?? 0) / looks;
      if (mean === 0) return;
      const { top, height: tall } = LANES[outcome];
      context.fillStyle = colors[outcome];
      // A single mark must be visible, ten need not be ten times as strong.
      context.globalAlpha = Math.min(1, 0.5 + mean / 6);
      const from = xOf(scale, frame);
      context.fillRect(from, top, Math.max(step * 0.86, xOf(scale, end) - from - (step > 6 ? 1 : 0)), tall);
    });
  }
}
