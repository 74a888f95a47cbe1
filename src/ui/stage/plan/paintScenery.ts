import type Konva from "konva";
import { cornersOf } from "@/core/world";
import { SCENERY_KINDS, footOf, spreadOf, type SceneryGroup, type SceneryItem } from "@/core/world/scenery";
import type { View } from "@/editor";
import type { PlanColors } from "./planColors";

/** Areas of one colour on the plan's sheet, with y downwards. */
type Drawing = { readonly buildings: Path2D; readonly plants: Path2D; readonly things: Path2D };

const drawings = new WeakMap<readonly SceneryItem[], Drawing>();

/** The area of each group; the background is too far away to matter on a plan. */
const AREAS: Readonly<Record<SceneryGroup, keyof Drawing | null>> = {
  buildings: "buildings",
  trees: "plants",
  boundaries: "plants",
  furniture: "things",
  lamps: "things",
  signs: "things",
  signals: "things",
  parked_vehicles: "things",
  background: null,
};
/** Posts are drawn larger than they are, or they could not be seen (metres across). */
const LEAST = 0.4;

function drawingOf(items: readonly SceneryItem[]): Drawing {
  const known = drawings.get(items);
  if (known) return known;
  const drawing = { buildings: new Path2D(), plants: new Path2D(), things: new Path2D() };
  for (const item of items) {
    const area = AREAS[SCENERY_KINDS[item.kind]];
    if (area) addItem(drawing[area], item);
  }
  drawings.set(items, drawing);
  return drawing;
}

function addItem(path: Path2D, item: SceneryItem): void {
  const { x, y, kind, dimensions } = item;
  if (kind === "tree" || kind === "conifer" || kind === "shrub") {
    path.moveTo(x + dimensions.length / 2, -y);
    path.arc(x, -y, dimensions.length / 2, 0, 2 * Math.PI);
    return;
  }
  const { length, width, ...pose } = dimensions.height > 2 && dimensions.width < 1 ? footOf(item) : spreadOf(item);
  cornersOf({ ...pose, length: Math.max(LEAST, length), width: Math.max(LEAST, width) }).forEach((corner, index) =>
    index === 0 ? path.moveTo(corner.x, -corner.y) : path.lineTo(corner.x, -corner.y),
  );
  path.closePath();
}

/** Draws scenery from above: buildings as outlines, trees as circles. It stays behind everything that can be edited. */
export function paintScenery(context: Konva.Context, items: readonly SceneryItem[], view: View, colors: PlanColors): void {
  if (items.length === 0) return;
  const drawing = drawingOf(items);
  context.save();
  context.translate(view.x, view.y);
  context.scale(view.scale, view.scale);
  context.lineWidth = 1 / view.scale;
  for (const area of ["plants", "things", "buildings"] as const) {
    context.fillStyle = colors.scenery[area];
    context.fill(drawing[area]);
    context.strokeStyle = colors.scenery.edge;
    context.stroke(drawing[area]);
  }
  context.restore();
}
