import { createCamera, createRoadScenario, type Scenario, type TrafficSide } from "@/core/document";
import { atan2, hypot, toDegrees } from "@/core/exact";
import type { Mount } from "@/core/camera";
import { headingOf } from "@/core/world";
import { usualScenery } from "@/core/world/scenery";
import { roadLayout, usualRoadPlan, type RoadKind, type RoadPlan } from "@/core/world/roads";

/** Metres from the road's middle at which a pole stands, along x. */
const BEFORE_MIDDLE = 24;
/** Metres from the kerb to a pole behind it. */
const BEHIND_KERB = 1.2;
/** Higher than a pole usually is (metres), so that a junction is seen as a whole. */
const HIGH = 8;

/** The same camera on a pole beside the road, looking over its middle. */
export function poleBeside(plan: RoadPlan, mount: Mount): Mount {
  const middle = middleOf(plan);
  const place = { x: middle.x - BEFORE_MIDDLE, y: rightEdgeAt(plan, middle.x - BEFORE_MIDDLE) - BEHIND_KERB };
  const distance = hypot(middle.x - place.x, middle.y - place.y);
  const tidy = (value: number) => Math.round(value * 10) / 10;
  return {
    x: tidy(place.x),
    y: tidy(place.y),
    z: HIGH,
    yaw: tidy(headingOf({ x: middle.x - place.x, y: middle.y - place.y })),
    // A little below the middle of the road: the horizon stays in the picture.
    pitch: tidy(toDegrees(atan2(HIGH, distance + 6))),
    roll: mount.roll,
  };
}

/** Metres of a junction from its middle to where an arm has straight kerbs. */
const PAST_CORNERS = 16;

/** A place at the right-hand kerb, so many metres further along the road. */
export function placeBesideRoad(plan: RoadPlan, further: number): { x: number; y: number } {
  const x = middleOf(plan).x - PAST_CORNERS - further;
  return { x, y: rightEdgeAt(plan, x) + BEHIND_KERB };
}

/** What a road is about: the middle of its lanes. */
function middleOf(plan: RoadPlan): { x: number; y: number } {
  const { extent } = roadLayout(plan);
  return plan.kind === "curve" ? { x: 0, y: 0 } : { x: (extent.from.x + extent.to.x) / 2, y: (extent.from.y + extent.to.y) / 2 };
}

/** The right-hand kerb of the road where x is this; the road's edge where there is none. */
function rightEdgeAt(plan: RoadPlan, x: number): number {
  const { kerbs, extent } = roadLayout(plan);
  const rows = kerbs.flatMap(({ line }) =>
    line.vertices.flatMap((from, index) => {
      const to = line.vertices[index + 1];
      if (!to || (from.x - x) * (to.x - x) > 0 || from.x === to.x) return [];
      return [from.y + ((x - from.x) / (to.x - from.x)) * (to.y - from.y)];
    }),
  );
  return rows.length > 0 ? Math.min(...rows) : extent.from.y;
}

/** An empty road scenario of a kind, seen from a pole beside the road. */
export function newRoadScenario(id: string, kind: RoadKind, traffic: TrafficSide = "right"): Scenario<never> {
  const plan: RoadPlan = { ...usualRoadPlan(kind), traffic };
  const { video } = createRoadScenario({ id, plan });
  const camera = createCamera("roadside", video);
  const { seed, density } = usualScenery();
  const cameras = [{ ...camera, mount: poleBeside(plan, camera.mount) }];
  return createRoadScenario({ id, plan, cameras, scenery: { seed, density } });
}
