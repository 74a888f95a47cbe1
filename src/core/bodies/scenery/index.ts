import { hashUnit } from "../../random";
import type { SceneryItem, SceneryKind, SignalAspect } from "../../world/scenery";
import type { Rgb } from "../../document/constants";
import { bodyOf, finishedBody, type Body, type BodyKind } from "../body";
import { BodyBuilder } from "../builder";
import { house, market, school, shop, skyline } from "./buildings";
import { bench, fence, gardenWall, guardRail } from "./furniture";
import { broadleaf, conifer, shrub, woods } from "./plants";
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

type Build = (builder: BodyBuilder, item: SceneryItem, detail: number, aspect: SignalAspect) => void;

/** Scenery that looks like a body the author can place. */
const LIKE_BODIES = {
  parked_car: "car",
  parked_van: "van",
  hedge: "hedge",
  bin: "bin",
  bus_shelter: "bus_shelter",
} as const satisfies Partial<Record<SceneryKind, BodyKind>>;

const isLikeBody = (kind: SceneryKind): kind is keyof typeof LIKE_BODIES => Object.hasOwn(LIKE_BODIES, kind);

const BUILDS: Readonly<Record<Exclude<SceneryKind, keyof typeof LIKE_BODIES>, Build>> = {
  house,
  shop,
  school,
  market,
  skyline,
  tree: broadleaf,
  conifer,
  shrub,
  woods,
  bench,
  fence,
  garden_wall: gardenWall,
  guard_rail: guardRail,
  stop_sign: stopSign,
  give_way_sign: giveWaySign,
  speed_sign: speedSign,
  crossing_sign: crossingSign,
  school_sign: schoolSign,
  traffic_light: (builder, item, _detail, aspect) => {
    trafficLight(builder, item, aspect);
  },
  pedestrian_light: (builder, item, _detail, aspect) => {
    pedestrianLight(builder, item, aspect);
  },
  street_lamp: streetLamp,
  light_mast: lightMast,
  bollard,
  marker_post: markerPost,
};

/** Quiet paints: parked cars must not draw the eye from those that drive. */
const PAINTS: readonly Rgb[] = [
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
  const body = unmirrored(item, detail, aspect);
  return item.mirrored && !isWritten(item) ? mirrored(body) : body;
}

function unmirrored(item: SceneryItem, detail: number, aspect: SignalAspect): Body {
  const { kind, dimensions, seed } = item;
  if (isLikeBody(kind)) {
    const color = kind === "parked_car" ? (PAINTS[Math.floor(hashUnit(seed, 1) * PAINTS.length)] ?? null) : null;
    return bodyOf(LIKE_BODIES[kind], dimensions, { phase: null, color, detail, ...(kind === "parked_car" ? { variant: seed } : {}) });
  }
  const builder = new BodyBuilder(detail);
  BUILDS[kind](builder, item, detail, aspect);
  return finishedBody(builder.build());
}

/** Whether it shows what would be wrong in a mirror. */
const isWritten = ({ limit }: SceneryItem): boolean => limit !== undefined;

/** The mirror image, left and right swapped. */
function mirrored(body: Body): Body {
  const { positions, indices, normals } = body;
  const swapped = (value: number, at: number) => (at % 3 === 1 ? 0 - value : value);
  return {
    ...body,
    positions: positions.map(swapped),
    normals: normals.map(swapped),
    // Triangles turn the other way in a mirror: their second and third corners change places.
    indices: indices.map((own, at) => (at % 3 === 0 ? own : (indices[at % 3 === 1 ? at + 1 : at - 1] ?? own))),
  };
}
