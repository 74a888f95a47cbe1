import type { Rect } from "./types";

type Three = readonly [number, number, number];

/** A lamp that shines on things. Illuminance falls with the square of the distance; 1 is full light. */
export type Lamp = {
  /** Metres in the frame of the rays, from the camera. */
  readonly position: Three;
  /** Illuminance at a distance of 1 metre where it is brightest: red, green and blue. */
  readonly light: Three;
  /** Metres at which its light has faded out. */
  readonly reach: number;
  /** The part of the picture where its light may be; everywhere if null. */
  readonly region: Rect | null;
  readonly shape: Beam | Pool;
};

/** A low beam: wide, little of it above an edge that lies below the lamp's own height and rises towards the kerb. */
export type Beam = {
  readonly kind: "beam";
  /** Direction in the frame of the rays: cosine and sine. */
  readonly heading: readonly [cosine: number, sine: number];
  /** Metres above the ground. */
  readonly height: number;
  /** The side on which the edge rises: 1 left, -1 right. */
  readonly kerb: 1 | -1;
  /** How much more light than a plain surface a reflector sends back to the camera; 1 if the camera is not near the lamp. */
  readonly returned: number;
};

/** A lamp that hangs over the ground and shines down. */
export type Pool = { readonly kind: "pool" };

export const MOST_LAMPS = 32;
export const LAMP_BYTES = 96;

/** Slopes (metres per metre ahead): of the edge; by how much it rises; softness; half widths of the bright part and of all. */
const BEAM = { edge: -0.01, rise: 0.05, soft: 0.03, bright: 0.42, wide: 1.1, deep: 0.05 } as const;
/** The share of light above the edge. */
const STRAY = 0.05;
/** Within how steep an angle a pool's light falls: the cosine at its border. */
const POOL_BORDER = 0.25;
/** How upright the grains of the ground are: metres by which a lamp seems higher. */
const GRAIN = 6;

/** Writes a lamp in the layout of kernel/lamps.ts. */
export function writeLamp(buffer: ArrayBuffer, address: number, { position, light, reach, shape }: Lamp): void {
  const beam = shape.kind === "beam" ? shape : null;
  const [cosine, sine] = beam?.heading ?? [1, 0];
  new Float32Array(buffer, address, 6).set([-position[0], -position[1], -position[2], cosine, sine, 1 / (reach * reach)]);
  new Int32Array(buffer, address + 24, 1)[0] = beam ? 0 : 1;
  new Float32Array(buffer, address + 28, 14).set([
    POOL_BORDER,
    beam?.returned ?? 1,
    ...light,
    beam?.kerb ?? 1,
    BEAM.edge,
    BEAM.rise,
    STRAY,
    1 / BEAM.soft,
    1 / BEAM.deep,
    1 / (BEAM.bright * BEAM.bright),
    1 / (BEAM.wide * BEAM.wide),
    GRAIN * (beam?.height ?? 1),
  ]);
}
