import type Konva from "konva";
import type { Size } from "@/core/document";
import type { Vector2 } from "@/core/world";
import type { Outline, RoadLayout, SurfaceKind } from "@/core/world/roads";
import type { View } from "@/editor";
import type { PlanColors } from "./planColors";

/** A road's lines and areas on the plan's sheet: metres, with y downwards. */
type Drawing = {
  /** From bottom to top. */
  readonly surfaces: readonly (readonly [SurfaceKind, Path2D])[];
  readonly markings: Path2D;
  readonly kerbs: Path2D;
};

const drawings = new WeakMap<RoadLayout, Drawing>();

function drawingOf(layout: RoadLayout): Drawing {
  const known = drawings.get(layout);
  if (known) return known;
  const surfaces: [SurfaceKind, Path2D][] = [];
  for (const { kind, outline } of layout.surfaces) {
    const last = surfaces.at(-1);
    const path = last?.[0] === kind ? last[1] : new Path2D();
    if (last?.[1] !== path) surfaces.push([kind, path]);
    addOutline(path, outline);
  }
  const markings = new Path2D();
  for (const { outline } of layout.markings) addOutline(markings, outline);
  const kerbs = new Path2D();
  for (const { line } of layout.kerbs) addLine(kerbs, line.vertices);
  const drawing = { surfaces, markings, kerbs };
  drawings.set(layout, drawing);
  return drawing;
}

function addLine(path: Path2D, points: readonly Vector2[]): void {
  points.forEach(({ x, y }, index) => (index === 0 ? path.moveTo(x, -y) : path.lineTo(x, -y)));
}

function addOutline(path: Path2D, outline: Outline): void {
  addLine(path, outline);
  path.closePath();
}

/** Draws a road from above: surfaces, markings at their true width, kerbs as hairlines. */
export function paintGround(context: Konva.Context, layout: RoadLayout, view: View, viewport: Size, colors: PlanColors): void {
  const { surfaces, markings, kerbs } = drawingOf(layout);
  context.fillStyle = colors.field;
  context.fillRect(0, 0, viewport.width, viewport.height);
  context.save();
  context.translate(view.x, view.y);
  context.scale(view.scale, view.scale);
  context.lineJoin = "round";
  for (const [kind, path] of surfaces) {
    context.fillStyle = colors.surfaces[kind];
    context.fill(path);
    // Otherwise adjacent areas would show a seam.
    context.strokeStyle = colors.surfaces[kind];
    context.lineWidth = 0.6 / view.scale;
    context.stroke(path);
  }
  context.fillStyle = colors.marking;
  context.fill(markings);
  context.strokeStyle = colors.kerb;
  context.lineWidth = 1 / view.scale;
  context.stroke(kerbs);
  context.restore();
}

/** Distances between grid lines and lengths of the scale, in metres. */
const LENGTHS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500];
/** Grid lines are at least this far apart, and the scale at least this long, in CSS pixels. */
const APART = { grid: 28, scale: 56 } as const;

const lengthFor = (scale: number, pixels: number): number => LENGTHS.find((length) => length * scale >= pixels) ?? 1000;

/** A grid of whole metres; every fifth line is stronger. */
export function paintGrid(context: Konva.Context, view: View, { width, height }: Size, colors: PlanColors): void {
  const step = lengthFor(view.scale, APART.grid);
  context.save();
  context.strokeStyle = colors.grid;
  context.lineWidth = 1;
  const lines = (strong: boolean) => {
    context.globalAlpha = strong ? 0.32 : 0.14;
    context.beginPath();
    for (let index = Math.ceil(-view.x / view.scale / step); view.x + index * step * view.scale <= width; index++) {
      if ((index % 5 === 0) !== strong) continue;
      const x = Math.round(view.x + index * step * view.scale) + 0.5;
      context.moveTo(x, 0);
      context.lineTo(x, height);
    }
    for (let index = Math.ceil(-view.y / view.scale / step); view.y + index * step * view.scale <= height; index++) {
      if ((index % 5 === 0) !== strong) continue;
      const y = Math.round(view.y + index * step * view.scale) + 0.5;
      context.moveTo(0, y);
      context.lineTo(width, y);
    }
    context.stroke();
  };
  lines(false);
  lines(true);
  context.restore();
}

const FONT = "11px 'Inter Variable', system-ui, sans-serif";

/** The scale and the axes, at the bottom left. */
export function paintScale(context: Konva.Context, view: View, { height }: Size, colors: PlanColors): void {
  const length = lengthFor(view.scale, APART.scale);
  const across = Math.round(length * view.scale);
  const [left, bottom] = [14.5, Math.round(height) - 14.5];
  context.save();
  context.font = FONT;
  context.fillStyle = colors.ink;
  context.strokeStyle = colors.ink;
  context.lineWidth = 1;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.beginPath();
  context.moveTo(left, bottom - 5);
  context.lineTo(left, bottom);
  context.lineTo(left + across, bottom);
  context.lineTo(left + across, bottom - 5);
  context.stroke();
  context.textBaseline = "alphabetic";
  context.textAlign = "center";
  context.fillText(`${length} m`, left + across / 2, bottom - 6);
  paintAxes(context, left, bottom - 26);
  context.restore();
}

/** The axes of the ground: x ahead, y to the left. */
function paintAxes(context: Konva.Context, x: number, y: number): void {
  context.beginPath();
  context.moveTo(x, y - 22);
  context.lineTo(x, y);
  context.lineTo(x + 22, y);
  context.moveTo(x - 3, y - 18);
  context.lineTo(x, y - 22);
  context.lineTo(x + 3, y - 18);
  context.moveTo(x + 18, y - 3);
  context.lineTo(x + 22, y);
  context.lineTo(x + 18, y + 3);
  context.stroke();
  context.textAlign = "left";
  context.fillText("x", x + 26, y + 4);
  context.fillText("y", x - 3, y - 27);
}
