import { bodyOf, litColors, lookKey, type Body, type Light } from "../../bodies";
import type { ActorType, PictureStyle, Rgb } from "../../document/constants";
import { SPECIFIED_COLORS } from "../../document/constants";
import { rgb, type Mesh } from "@/raster";
import type { Solid } from "../frameStateTypes";
import { lookAtDetail } from "./detail";

/** Number of cached bodies, one for each kind, size, look and detail. */
const MOST_KEPT = 1600;
/** Number of headings for which a body's lit colours are cached in one light: bodies may differ in their heading alone. */
const MOST_LIT = 8;

type Kept = { readonly body: Body; light: Light | null; readonly lit: Map<number, Mesh>; readonly flat: Map<number, Mesh> };

const kept = new Map<string, Kept>();
/** What was found for a solid, which is asked for several times in a frame; solids are immutable. */
const ofSolids = new WeakMap<Solid, { readonly detail: number; readonly found: Kept }>();

/** The triangles of a body in its own frame. @param detail of its round parts; see `detailOf` */
export function bodyMesh(solid: Solid, detail: number): Body {
  return keptBody(solid, detail).body;
}

/** Grey for everything that is not an actor, in the specification's flat style. */
const FLAT_OCCLUDER: Rgb = [126, 126, 126];

/** A body ready to be drawn: lit, or in its type's flat colour. @param type null for an occluder */
export function drawnMesh(solid: Solid, detail: number, type: ActorType | null, style: PictureStyle, light: Light): Mesh {
  const kept = keptBody(solid, detail);
  const { body, lit, flat } = kept;
  if (style === "illustrated") {
    if (kept.light !== light) lit.clear();
    kept.light = light;
    return remembered(lit, solid.heading, () => ({ ...body, colors: litColors(body, solid.heading, light) }));
  }
  const color = rgb(...(solid.look.color ?? (type ? SPECIFIED_COLORS[type] : FLAT_OCCLUDER)));
  return remembered(flat, color, () => ({ ...body, colors: new Uint32Array(body.colors.length).fill(color) }));
}

function keptBody(solid: Solid, detail: number): Kept {
  const last = ofSolids.get(solid);
  if (last?.detail === detail) return last.found;
  const found = bodyAt(solid, detail);
  ofSolids.set(solid, { detail, found });
  return found;
}

function bodyAt({ body, dimensions, look }: Solid, detail: number): Kept {
  const { length, width, height } = dimensions;
  const detailed = lookAtDetail(body, look, detail);
  const key = `${body} ${length} ${width} ${height} ${lookKey(detailed)}`;
  const known = kept.get(key);
  if (known) {
    // Moved to the end: the least recently used is dropped first.
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  return added(kept, key, { body: bodyOf(body, dimensions, detailed), light: null, lit: new Map(), flat: new Map() }, MOST_KEPT);
}

function remembered(meshes: Map<number, Mesh>, key: number, make: () => Mesh): Mesh {
  return meshes.get(key) ?? added(meshes, key, make(), MOST_LIT);
}

/** Adds a value; if there are too many, the oldest is dropped. */
function added<Key, Value>(to: Map<Key, Value>, key: Key, value: Value, most: number): Value {
  to.set(key, value);
  const [oldest] = to.keys();
  if (to.size > most && oldest !== undefined) to.delete(oldest);
  return value;
}
