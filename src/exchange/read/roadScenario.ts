import { createCamera, type RoadCamera, type Size } from "@/core/document";
import { directionOf, placeAlong, headingOf } from "@/core/world";
import { roadLayout, roadPlanSchema, type RoadPlan } from "@/core/world/roads";
import { PLAN_CODE } from "../opendrive/write";
import { odrNetwork, type OdrNetwork } from "../opendrive/read/network";
import { objectsOf } from "../opendrive/read/objects";
import { networkRoads, type Shift } from "../opendrive/read/plan";
import type { Occluder } from "@/core/document";
import type { Report } from "./report";
import type { XmlNode } from "./xmlTree";

/** A road file as the plan of a scenario, and what stands beside it. */
export type ReadRoad = {
  readonly plan: RoadPlan;
  readonly network: OdrNetwork;
  readonly occluders: readonly Occluder[];
  readonly shift: Shift;
};

/** The roads of an OpenDRIVE file. One that was written here comes back as the plan that it was written from. */
export function readRoad(root: XmlNode, report: Report): ReadRoad {
  const network = odrNetwork(root, report);
  const own = ownPlan(root);
  const written = own ? null : networkRoads(network, report, root.file);
  const shift = written?.shift ?? { x: 0, y: 0 };
  if (!written || own) return { plan: own ?? roadPlanSchema.parse({ kind: "street" }), network, occluders: [], shift };
  const { occluders, ...objects } = objectsOf(network, shift, report);
  const { traffic, speedLimit, roads } = written;
  root.reportUnread(report);
  return { plan: roadPlanSchema.parse({ kind: "network", traffic, speedLimit, roads, ...objects }), network, occluders, shift };
}

function ownPlan(root: XmlNode): RoadPlan | null {
  const data = root.children.find(({ name, attributes }) => name === "userData" && attributes.get("code") === PLAN_CODE);
  const text = data?.attributes.get("value");
  if (text === undefined) return null;
  try {
    const plan = roadPlanSchema.safeParse(JSON.parse(text));
    return plan.success ? plan.data : null;
  } catch {
    return null;
  }
}

/** Metres before the place that a pole's camera looks at, beside the lane, and above the ground. */
const BEFORE = 22;
const BESIDE = 4;
const HIGH = 6;

/** A camera on a pole that looks at a place on the road: of the longest lane, its middle. */
export function poleCamera(plan: RoadPlan, video: Size): RoadCamera {
  const camera = createCamera("roadside", video);
  const [longest] = roadLayout(plan).lanes.toSorted((a, b) => b.centre.length - a.centre.length);
  if (!longest) return camera;
  const { centre, width } = longest;
  const target = placeAlong(centre, centre.length / 2);
  const at = placeAlong(centre, Math.max(0, centre.length / 2 - BEFORE));
  const aside = directionOf(headingOf(at.direction) - (plan.traffic === "left" ? -90 : 90));
  const reach = width / 2 + BESIDE;
  const [x, y] = [at.x + aside.x * reach, at.y + aside.y * reach];
  const tidy = (value: number) => Math.round(value * 10) / 10;
  const yaw = tidy(headingOf({ x: target.x - x, y: target.y - y }));
  return { ...camera, mount: { ...camera.mount, x: tidy(x), y: tidy(y), z: HIGH, yaw } };
}
