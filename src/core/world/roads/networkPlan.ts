import { z } from "zod";

/** Limits of a road network: a plan must stay small enough to be drawn and stored. */
export const NETWORK_LIMITS = {
  roads: 3000,
  lanesOfRoad: 60,
  marksOfRoad: 400,
  verticesOfLine: 20_000,
  /** Of all lines together. */
  vertices: 120_000,
  /** From the origin, in metres. */
  place: 5000,
  /** From a road's line, in metres. */
  beside: 500,
  objects: 5000,
} as const;

const identifier = z.string().min(1).max(100);
const coordinate = z.number().min(-NETWORK_LIMITS.place).max(NETWORK_LIMITS.place);
const offset = z.number().min(-NETWORK_LIMITS.beside).max(NETWORK_LIMITS.beside);
/** Metres to the left of the road's line: everywhere the same, or at each of its vertices. */
const offsets = z.union([offset, z.array(offset).max(NETWORK_LIMITS.verticesOfLine)]);
const point = z.strictObject({ x: coordinate, y: coordinate });

/** What a lane's ground is. */
const LANE_KINDS = ["driving", "shoulder", "parking", "pavement", "island", "verge"] as const;

const laneSchema = z.strictObject({
  id: identifier,
  kind: z.enum(LANE_KINDS),
  right: offsets,
  left: offsets,
  /** Whether traffic runs in the direction of the line, or against it; absent where none does. */
  travel: z.enum(["along", "against"]).optional(),
  /** Kilometres per hour; that of the plan if absent. */
  speedLimit: z.number().positive().max(400).optional(),
  /** Ids of the lanes that continue from its end. */
  next: z.array(identifier).max(50).optional(),
});

const markSchema = z.strictObject({
  kind: z.enum(["centre_line", "lane_line", "edge_line"]),
  at: offsets,
  width: z.number().min(0.02).max(2),
  /** Metres along the line; all of it if absent. */
  from: z.number().min(0).optional(),
  to: z.number().min(0).optional(),
  /** Lengths of dashes and of the gaps between them, in metres; a solid line if absent. */
  dashes: z.strictObject({ paint: z.number().min(0.1).max(100), gap: z.number().min(0.1).max(100) }).optional(),
});

const roadSchema = z.strictObject({
  name: z.string().max(200),
  /** Whether it connects other roads across a junction. */
  junction: z.boolean().optional(),
  /** The line beside which its lanes are: positions in metres and headings in degrees. */
  line: z
    .array(z.strictObject({ x: coordinate, y: coordinate, heading: z.number().min(-360).max(360) }))
    .min(2)
    .max(NETWORK_LIMITS.verticesOfLine),
  lanes: z.array(laneSchema).max(NETWORK_LIMITS.lanesOfRoad),
  marks: z.array(markSchema).max(NETWORK_LIMITS.marksOfRoad).optional(),
});

const crossingSchema = z.strictObject({
  id: identifier,
  /** The middle of both ends. */
  from: point,
  to: point,
  width: z.number().min(0.5).max(50),
});

const baySchema = z.strictObject({
  id: identifier,
  x: coordinate,
  y: coordinate,
  heading: z.number().min(-360).max(360),
  length: z.number().min(0.5).max(50),
  width: z.number().min(0.5).max(50),
});

/** Roads of any shape, as read from an OpenDRIVE file. */
export const networkSchema = z.strictObject({
  kind: z.literal("network"),
  /** The side on which traffic drives. */
  traffic: z.enum(["right", "left"]).default("right"),
  speedLimit: z.number().min(5).max(130).default(50),
  roads: z.array(roadSchema).min(1).max(NETWORK_LIMITS.roads),
  crossings: z.array(crossingSchema).max(NETWORK_LIMITS.objects).default([]),
  bays: z.array(baySchema).max(NETWORK_LIMITS.objects).default([]),
});

type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

export type NetworkPlan = DeepReadonly<z.infer<typeof networkSchema>>;
export type NetworkRoad = NetworkPlan["roads"][number];
export type NetworkLane = NetworkRoad["lanes"][number];
export type NetworkMark = NonNullable<NetworkRoad["marks"]>[number];
export type Offsets = NetworkLane["left"];

/** Reports parts of a network that do not fit together. */
export function networkFault({ roads }: NetworkPlan): { key: string; message: string } | null {
  let vertices = 0;
  const lanes = new Set<string>();
  for (const [index, { line, lanes: own, marks = [] }] of roads.entries()) {
    vertices += line.length;
    for (const values of [...own.flatMap(({ left, right }) => [left, right]), ...marks.map(({ at }) => at)])
      if (typeof values !== "number" && values.length !== line.length)
        return {
          key: "roads",
          message: `road ${index} has ${line.length} vertices, but offsets at ${values.length}; give as many, or one number`,
        };
    for (const { id } of own) {
      if (lanes.has(id)) return { key: "roads", message: `the lane id "${id}" is used twice` };
      lanes.add(id);
    }
  }
  return vertices > NETWORK_LIMITS.vertices
    ? { key: "roads", message: `has ${vertices} vertices; at most ${NETWORK_LIMITS.vertices} are possible` }
    : null;
}

/** The mirror image (y negated) of a network, with traffic on the other side. */
export function mirroredNetwork(plan: NetworkPlan): NetworkPlan {
  const negated = (values: Offsets): Offsets => (typeof values === "number" ? 0 - values : values.map((value) => 0 - value));
  const mirrored = <Point extends { readonly y: number }>(at: Point): Point => ({ ...at, y: 0 - at.y });
  return {
    ...plan,
    traffic: plan.traffic === "left" ? "right" : "left",
    roads: plan.roads.map((road) => ({
      ...road,
      line: road.line.map((vertex) => ({ ...mirrored(vertex), heading: 0 - vertex.heading })),
      lanes: road.lanes.map((lane) => ({ ...lane, left: negated(lane.right), right: negated(lane.left) })),
      ...(road.marks && { marks: road.marks.map((mark) => ({ ...mark, at: negated(mark.at) })) }),
    })),
    crossings: plan.crossings.map(({ from, to, ...crossing }) => ({ ...crossing, from: mirrored(from), to: mirrored(to) })),
    bays: plan.bays.map((bay) => ({ ...mirrored(bay), heading: 0 - bay.heading })),
  };
}
