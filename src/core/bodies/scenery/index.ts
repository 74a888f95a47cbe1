import { hashUnit } from "../../random";
import type { SceneryItem, SceneryKind, SignalAspect } from "../../world/scenery";
import { bodyOf, finishedBody, type Body, type BodyKind } from "../body";
import { BodyBuilder, type BodyParts, type Color } from "../builder";
import {
  bollard,
  crossingSign,
  giveWaySign,
  lightMast,
  markerPost,
  pedestrianLight,
  schoolSign,
  speedSign,
  stopSign,
  streetLamp,
  trafficLight,
} from "./posts";

type Build = (builder: BodyBuilder, item: SceneryItem, aspect: SignalAspect) => void;

/** Scenery that looks like a body the author can place. */
const LIKE_BODIES: Partial<Record<SceneryKind, BodyKind>> = {
  parked_car: "car",
  parked_van: "van",
  tree: "tree",
  hedge: "hedge",
  bin: "bin",
  bus_shelter: "bus_shelter",
};

const BUILDS: Partial<Record<SceneryKind, Build>> = {
  stop_sign: stopSign,
  give_way_sign: giveWaySign,
  speed_sign: speedSign,
  crossing_sign: crossingSign,
  school_sign: schoolSign,
  traffic_light: trafficLight,
  pedestrian_light: pedestrianLight,
  street_lamp: streetLamp,
  light_mast: lightMast,
  bollard,
  marker_post: markerPost,
};

/** Quiet paints: parked cars must not draw the eye from those that drive. */
const PAINTS: readonly Color[] = [
  [204, 206, 206],
  [150, 155, 160],
  [84, 90, 98],
  [52, 56, 62],
  [66, 84, 110],
  [112, 60, 58],
  [86, 104, 92],
  [172, 162, 142],
];

/**
 * A piece of scenery in its own frame, as bodies are. Its triangles do not depend on what a traffic light shows, only their colours do.
 * @param detail share of the sides of round parts
 */
export function sceneryBody(item: SceneryItem, detail: number, aspect: SignalAspect = "dark"): Body {
  const like = LIKE_BODIES[item.kind];
  if (like) {
    const isVehicle = like === "car";
    const color = isVehicle ? (PAINTS[Math.floor(hashUnit(item.seed, 1) * PAINTS.length)] ?? null) : null;
    return bodyOf(like, item.dimensions, { phase: null, color, detail });
  }
  const builder = new BodyBuilder(detail);
  (BUILDS[item.kind] ?? block)(builder, item, aspect);
  return finishedBody(item.mirrored && !isWritten(item) ? mirrored(builder.build()) : builder.build());
}

const block: Build = (builder, { dimensions: { length, width, height } }) =>
  builder.box([-length / 2, -width / 2, 0], [length / 2, width / 2, height], [170, 160, 150]);

/** Whether it shows what would be wrong in a mirror. */
const isWritten = ({ limit }: SceneryItem): boolean => limit !== undefined;

/** The mirror image, left and right swapped. */
function mirrored({ positions, indices, colors }: BodyParts): BodyParts {
  return {
    joints: null,
    positions: positions.map((value, at) => (at % 3 === 1 ? 0 - value : value)),
    // Triangles turn the other way in a mirror: their second and third corners change places.
    indices: indices.map((own, at) => (at % 3 === 0 ? own : (indices[at % 3 === 1 ? at + 1 : at - 1] ?? own))),
    colors,
  };
}
