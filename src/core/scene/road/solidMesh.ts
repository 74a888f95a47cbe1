import { bodyOf, litColors, type Body } from "../../bodies";
import type { Camera } from "../../camera";
import type { ActorType, PictureStyle, Rgb } from "../../document/constants";
import { SPECIFIED_COLORS } from "../../document/constants";
import { rgb, type Mesh } from "@/raster";
import type { Solid } from "../frameStateTypes";

/** So many bodies are kept: of each kind, size, colour, phase and detail one. */
const MOST_KEPT = 800;
/** Of a body, so many headings' colours are kept: several bodies may look alike but for that. */
const MOST_LIT = 8;

type Kept = { readonly body: Body; readonly lit: Map<number, Mesh>; readonly flat: Map<number, Mesh> };

const kept = new Map<string, Kept>();

/** The triangles of a body in its own frame. @param detail of its round parts; see `detailOf` */
export function bodyMesh(solid: Solid, detail: number): Body {
  return keptBody(solid, detail).body;
}

/** Round parts have fewer sides in bodies that are less than so many pixels high. */
const DETAILS = [
  { below: 48, detail: 0.35 },
  { below: 140, detail: 0.6 },
] as const;

/** The share of the sides of its round parts that a body shows at its distance. Picture and truth have the same. */
export function detailOf({ lens, pose }: Pick<Camera, "lens" | "pose">, { x, y, z, dimensions }: Solid): number {
  const [dx, dy, dz] = [x - pose.position.x, y - pose.position.y, z - pose.position.z];
  const pixels = (lens.fy * dimensions.height) / Math.sqrt(dx * dx + dy * dy + dz * dz);
  return DETAILS.find(({ below }) => pixels < below)?.detail ?? 1;
}

/** A grey for what is no actor, as in the specification's style of flat colours. */
const FLAT_OCCLUDER: Rgb = [126, 126, 126];

/** The body as it is drawn: shaded by daylight, or, in flat colours, in that of its type. @param type null for an occluder */
export function drawnMesh(solid: Solid, detail: number, type: ActorType | null, style: PictureStyle): Mesh {
  const { body, lit, flat } = keptBody(solid, detail);
  if (style === "illustrated") return remembered(lit, solid.heading, () => ({ ...body, colors: litColors(body, solid.heading) }));
  const color = rgb(...(solid.color ?? (type ? SPECIFIED_COLORS[type] : FLAT_OCCLUDER)));
  return remembered(flat, color, () => ({ ...body, colors: new Uint32Array(body.colors.length).fill(color) }));
}

function keptBody({ body, dimensions, phase, color }: Solid, detail: number): Kept {
  const { length, width, height } = dimensions;
  const key = `${body} ${length} ${width} ${height} ${phase} ${color?.join(" ")} ${detail}`;
  const known = kept.get(key);
  if (known) {
    // The one used last is dropped last.
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  return added(kept, key, { body: bodyOf(body, dimensions, { phase, color, detail }), lit: new Map(), flat: new Map() }, MOST_KEPT);
}

function remembered(meshes: Map<number, Mesh>, key: number, make: () => Mesh): Mesh {
  return meshes.get(key) ?? added(meshes, key, make(), MOST_LIT);
}

/** Adds a value, in place of the one added first where there are too many. */
function added<Key, Value>(to: Map<Key, Value>, key: Key, value: Value, most: number): Value {
  to.set(key, value);
  const [oldest] = to.keys();
  if (to.size > most && oldest !== undefined) to.delete(oldest);
  return value;
}
