import { bodyOf, litColors, type Body } from "../../bodies";
import type { ActorType, PictureStyle, Rgb } from "../../document/constants";
import { SPECIFIED_COLORS } from "../../document/constants";
import { rgb, type Mesh } from "@/raster";
import type { Solid } from "../frameStateTypes";

/** So many bodies are kept: of each kind, size, colour and phase one. */
const MOST_KEPT = 600;
const kept = new Map<string, Body>();

/** The triangles of a body in its own frame; made once for each look. */
export function bodyMesh({ body, dimensions, phase, color }: Solid): Body {
  const { length, width, height } = dimensions;
  const key = `${body} ${length} ${width} ${height} ${phase} ${color?.join(" ")}`;
  const known = kept.get(key);
  if (known) {
    // The one used last is dropped last.
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const mesh = bodyOf(body, dimensions, { phase, color });
  kept.set(key, mesh);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return mesh;
}

/** A grey for what is no actor, as in the specification's style of flat colours. */
const FLAT_OCCLUDER: Rgb = [126, 126, 126];

/** The body as it is drawn: shaded by daylight, or, in flat colours, in that of its type. @param type null for an occluder */
export function drawnMesh(solid: Solid, type: ActorType | null, style: PictureStyle): Mesh {
  const mesh = bodyMesh(solid);
  if (style === "illustrated") return { ...mesh, colors: litColors(mesh, solid.heading) };
  const [red, green, blue] = solid.color ?? (type ? SPECIFIED_COLORS[type] : FLAT_OCCLUDER);
  return { ...mesh, colors: new Uint32Array(mesh.colors.length).fill(rgb(red, green, blue)) };
}
