import { litColors, sceneryBody, type Body, type Light } from "../../bodies";
import type { PictureStyle } from "../../document/constants";
import { rgb, type Mesh } from "@/raster";
import type { SceneryItem } from "../../world/scenery";
import type { SceneryState } from "../frameStateTypes";

/** An item at a level of detail: its triangles, and the same in the colours of one light for each aspect that a traffic light has shown. */
type Kept = { readonly body: Body; light: Light | null; readonly lit: Map<string, Mesh>; flat: Mesh | null };

const kept = new WeakMap<SceneryItem, Map<number, Kept>>();

/** Grey in flat colours, as occluders are, but lighter. */
const FLAT = rgb(138, 138, 138);

/** The triangles of an item in its own frame. */
export const sceneryMesh = (item: SceneryItem, detail: number): Body => keptOf(item, detail).body;

/** An item ready to be drawn. */
export function litScenery({ item, aspect }: SceneryState, detail: number, style: PictureStyle, light: Light): Mesh {
  const known = keptOf(item, detail);
  if (style === "schematic") return (known.flat ??= { ...known.body, colors: new Uint32Array(known.body.colors.length).fill(FLAT) });
  if (known.light !== light) known.lit.clear();
  known.light = light;
  const mesh = known.lit.get(aspect ?? "");
  if (mesh) return mesh;
  const body = aspect === undefined ? known.body : sceneryBody(item, detail, aspect);
  const lit = { ...known.body, colors: litColors(body, item.heading, light) };
  known.lit.set(aspect ?? "", lit);
  return lit;
}

function keptOf(item: SceneryItem, detail: number): Kept {
  const levels = kept.get(item) ?? new Map<number, Kept>();
  kept.set(item, levels);
  const known = levels.get(detail) ?? { body: sceneryBody(item, detail), light: null, lit: new Map<string, Mesh>(), flat: null };
  levels.set(detail, known);
  return known;
}
