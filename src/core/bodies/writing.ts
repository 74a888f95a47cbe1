import { strokesOf } from "../world/glyphs";
import type { BodyBuilder, Color } from "./builder";

/** Where a sign's face is along x, the height of its middle, its radius, and how far writing stands out, in metres. */
type Face = { readonly x: number; readonly z: number; readonly radius: number; readonly thick?: number };

/** Adds digits or capital letters to the face of a sign that looks along x. */
export function addWriting(builder: BodyBuilder, text: string, { x, z, radius, thick = 0.006 }: Face, color: Color): void {
  const isLong = text.length > 2;
  const size = {
    tall: (text.length > 3 ? 0.7 : 0.86) * radius,
    wide: (isLong ? 0.35 : 0.5) * radius,
    gap: 0.11 * radius,
    stroke: 0.12 * radius,
  };
  for (const { left, bottom, right, top } of strokesOf(text, size)) builder.box([x, left, z + bottom], [x + thick, right, z + top], color);
}
