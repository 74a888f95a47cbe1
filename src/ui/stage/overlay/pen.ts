import type Konva from "konva";
import type { Point, VideoSettings } from "@/core/document";
import type { Box } from "@/core/scene";
import type { BodyOutline, GroundView, View } from "@/editor";
import type { StageColors } from "./scene";

/** From a place on a view's sheet (in the picture, pixels of the video) to CSS pixels of the stage. */
export const onStage = (view: View, { x, y }: Point): Point => ({ x: view.x + x * view.scale, y: view.y + y * view.scale });

/** A box of the video in CSS pixels of the stage, with its edges at pixel centres, so that thin lines are sharp. */
export function boxOnStage(view: View, { x, y, width, height }: Box): Box {
  const start = onStage(view, { x, y });
  const end = onStage(view, { x: x + width, y: y + height });
  const left = Math.round(start.x) + 0.5;
  const top = Math.round(start.y) + 0.5;
  return { x: left, y: top, width: Math.round(end.x) + 0.5 - left, height: Math.round(end.y) + 0.5 - top };
}

const FONT = "11px 'Inter Variable', system-ui, sans-serif";

/** Draws in CSS pixels of the stage what is given in pixels of the video. */
export class Pen {
  constructor(
    readonly context: Konva.Context,
    readonly view: View,
    readonly colors: StageColors,
  ) {}

  at(place: Point): Point {
    return onStage(this.view, place);
  }

  /** Where a point of the ground is on the stage; null where the view does not show it. */
  onGround({ project }: GroundView, point: Point): Point | null {
    const place = project(point);
    return place && this.at(place);
  }

  box(box: Box): Box {
    return boxOnStage(this.view, box);
  }

  /** Strokes a path given on the sheet, with a halo, at a width in CSS pixels. */
  stroke(path: Path2D, color: string, width: number, alpha = 1, dash: readonly number[] = []): void {
    const { context, view } = this;
    context.save();
    context.translate(view.x, view.y);
    context.scale(view.scale, view.scale);
    context.lineJoin = "round";
    context.lineCap = dash.length > 0 ? "butt" : "round";
    context.globalAlpha = alpha * 0.5;
    context.strokeStyle = this.colors.halo;
    context.lineWidth = (width + 2) / view.scale;
    context.stroke(path);
    context.setLineDash(dash.map((length) => length / view.scale));
    context.globalAlpha = alpha;
    context.strokeStyle = color;
    context.lineWidth = width / view.scale;
    context.stroke(path);
    context.restore();
  }

  /** Strokes a path given in pixels of the video as a hairline, which browsers do many times faster. */
  hairline(path: Path2D, color: string, alpha: number): void {
    const { context, view } = this;
    context.save();
    context.translate(view.x, view.y);
    context.scale(view.scale, view.scale);
    context.globalAlpha = alpha;
    context.lineJoin = "bevel";
    context.strokeStyle = color;
    context.lineWidth = 1 / view.scale;
    context.stroke(path);
    context.restore();
  }

  outline(box: Box, color: string, width: number, dash: readonly number[] = [], alpha = 1): void {
    const { context } = this;
    const { x, y, width: across, height } = this.box(box);
    context.save();
    context.globalAlpha = alpha * 0.45;
    context.strokeStyle = this.colors.halo;
    context.lineWidth = width + 2;
    context.strokeRect(x, y, across, height);
    context.globalAlpha = alpha;
    context.setLineDash([...dash]);
    context.strokeStyle = color;
    context.lineWidth = width;
    context.strokeRect(x, y, across, height);
    context.restore();
  }

  /** Outlines a body as the view shows it. */
  body({ box, corners, edges }: BodyOutline, color: string, width: number, dash: readonly number[] = [], alpha = 1): void {
    if (!corners) return this.outline(box, color, width, dash, alpha);
    const { context } = this;
    context.save();
    context.beginPath();
    if (edges)
      for (const [from, to] of edges) {
        const [start, end] = [this.at(from), this.at(to)];
        context.moveTo(start.x, start.y);
        context.lineTo(end.x, end.y);
      }
    else this.corners(corners);
    context.lineJoin = "round";
    context.globalAlpha = alpha * 0.45;
    context.strokeStyle = this.colors.halo;
    context.lineWidth = width + 2;
    context.stroke();
    context.globalAlpha = alpha;
    context.setLineDash([...dash]);
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke();
    context.restore();
  }

  /** Draws only within a box of the sheet until the context is restored: what passes below a camera would cross the field. */
  clip(box: Box): void {
    const { x, y, width, height } = this.box(box);
    this.context.beginPath();
    this.context.rect(x, y, width, height);
    this.context.clip();
  }

  /** Adds a closed outline of the sheet to the present path. */
  corners(places: readonly Point[]): void {
    places.forEach((place, index) => {
      const { x, y } = this.at(place);
      if (index === 0) this.context.moveTo(x, y);
      else this.context.lineTo(x, y);
    });
    this.context.closePath();
  }

  /** The width of a label, in CSS pixels. */
  labelWidth(text: string): number {
    const { context } = this;
    context.font = FONT;
    return Math.ceil(context.measureText(text).width) + 10;
  }

  /** Text on a rounded plate; `anchor` is its left, middle or right bottom in CSS pixels. */
  label(text: string, anchor: Point, align: "left" | "center" = "center"): void {
    const { context, colors } = this;
    context.save();
    context.font = FONT;
    const width = this.labelWidth(text);
    const left = Math.round(align === "left" ? anchor.x : anchor.x - width / 2);
    const top = Math.round(anchor.y) - 18;
    context.globalAlpha = 0.92;
    context.fillStyle = colors.label;
    context.beginPath();
    context.roundRect(left, top, width, 18, 4);
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = colors.edge;
    context.lineWidth = 1;
    context.stroke();
    context.fillStyle = colors.text;
    context.textBaseline = "middle";
    context.fillText(text, left + 5, top + 9.5);
    context.restore();
  }
}

export const frameBox = ({ width, height }: VideoSettings): Box => ({ x: 0, y: 0, width, height });
