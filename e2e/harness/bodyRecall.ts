import { createCamera, createRoadActor, createRoadScenario } from "@/core/document";
import { placedFrame, type FrameState, type RoadView } from "@/core/scene";
import { instancesOf } from "@/core/scene/road/instances";
import { idsOfBodies } from "@/core/scene/road/drawRoad";
import type { Box } from "@/core/scene/frameStateTypes";
import { atan2, toDegrees } from "@/core/exact";
import { ROAD_USERS, type RoadUserKind } from "@/core/world";
import { roadPlanSchema } from "@/core/world/roads";
import { RoadPicture } from "@/render";

/** Where bodies are asked for: seen from eight sides, at heights in pixels. */
export const SIDES = [0, 45, 90, 135, 180, 225, 270, 315] as const;
export const HEIGHTS = [70, 110, 180] as const;

const VIDEO = { width: 1280, height: 720, fps: 30, durationFrames: 30 };
const CAMERA_HEIGHT = 1.3;

/** A picture with some bodies of a kind, and the box of each. */
export type Asked = { rgb: Uint8Array; width: number; height: number; bodies: { side: number; box: Box }[] };

let picture: RoadPicture | null = null;

/** Pictures that show a kind from all sides on a street in daylight, each body as high as asked, and as many in a picture as fit. */
export function* picturesOf(kind: RoadUserKind, height: number): Generator<Asked> {
  const base = createCamera("dashcam", VIDEO);
  const { dimensions } = ROAD_USERS[kind];
  const distance = (base.lens.fy * dimensions.height) / height;
  const half = (distance * VIDEO.width) / 2 / base.lens.fx;
  const room = Math.max(dimensions.length, dimensions.width) + 1.2;
  const most = Math.max(1, Math.min(4, Math.floor((1.8 * half) / room)));
  for (let from = 0; from < SIDES.length; from += most) {
    const sides = SIDES.slice(from, from + most);
    const actors = sides.map((side, index) => {
      const y = sides.length === 1 ? 1 : -((index + 0.5) / sides.length - 0.5) * 1.8 * half;
      const heading = toDegrees(atan2(y, distance)) + side + 8;
      return createRoadActor({
        kind,
        id: `side ${side}`,
        trackId: (from + index) * 7 + height,
        startFrame: 0,
        endFrame: VIDEO.durationFrames,
        motion: { heading, speed: 0 },
        waypoints: [{ x: distance, y }],
      });
    });
    const scenario = createRoadScenario({
      id: "bodies",
      plan: roadPlanSchema.parse({ kind: "street" }),
      video: VIDEO,
      cameras: [{ ...base, carrier: "world", mount: { x: 0, y: 0, z: CAMERA_HEIGHT, yaw: 0, pitch: 0, roll: 0 } }],
      actors,
    });
    const state = inMotion(placedFrame(scenario, 0));
    if (state.road) yield drawn(state, state.road);
  }
}

/** Everybody in the middle of a movement, each in another phase. */
function inMotion(state: FrameState): FrameState {
  const bodies = state.bodies.map((body) => {
    if (body.kind !== "actor" || !body.solid) return body;
    const phase = ((body.trackId * 5) % 16) / 16;
    return { ...body, solid: { ...body.solid, look: { ...body.solid.look, phase } } };
  });
  if (!state.road) return state;
  const casters = bodies.flatMap(({ kind, id, solid }) => (solid ? [{ kind, id, solid }] : []));
  return { ...state, bodies, road: { ...state.road, casters } };
}

function drawn(state: FrameState, view: RoadView): Asked {
  const { width, height } = VIDEO;
  const ids = idsOfBodies(state, view);
  const counted = instancesOf(state, view);
  const bodies = state.bodies.flatMap(({ id }, index) => {
    const { box } = counted.silhouette(ids[index] ?? 0);
    return box ? [{ side: Number(id.replace("side ", "")), box }] : [];
  });
  picture ??= new RoadPicture(width, height);
  picture.draw(state, view);
  const pixels = picture.raster.pixels();
  const rgb = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) for (let part = 0; part < 3; part++) rgb[3 * at + part] = pixels[4 * at + part] ?? 0;
  return { rgb, width, height, bodies };
}
