import { importSource } from "../scripts/setup/source.mjs";

const ACTORS = 50;
const KINDS = ["adult", "car", "cyclist", "child", "van"];

/** Where somebody stands who is dragged, on the plan of that road (metres). */
export const DRAGGED = { extent: { from: { x: -60, y: -60 }, to: { x: 60, y: 60 } }, place: { x: 20, y: 20 } };

/** A crossroads with 50 road users around it, seen from a car that drives through. */
export async function crowdedRoad() {
  const { createCamera, createRoadActor, createRoadScenario } = await importSource("/src/core/document/index.ts");
  const { usualRoadPlan } = await importSource("/src/core/world/roads/index.ts");
  const video = { width: 1280, height: 720, fps: 30, durationFrames: 300 };
  const actor = (index, kind, waypoints, motion = {}) =>
    createRoadActor({ id: `actor-${index}`, trackId: index, kind, startFrame: 0, endFrame: 300, waypoints, motion });
  const lane = -1.6;
  const ego = actor(0, "car", [
    { x: -55, y: lane },
    { x: 50, y: lane },
  ]);
  const dragged = actor(1, "van", [DRAGGED.place], { heading: 90 });
  const others = Array.from({ length: ACTORS - 2 }, (_, place) => {
    const [row, side] = [Math.floor(place / 2), place % 2 === 0 ? 1 : -1];
    const from = { x: -48 + 4 * row, y: side * (4 + (row % 4)) };
    return actor(place + 2, KINDS[place % KINDS.length], [from, { x: from.x + 6, y: from.y }]);
  });
  return createRoadScenario({
    id: "crowded-road",
    name: "Crowded crossroads",
    plan: usualRoadPlan("x_junction"),
    video,
    cameras: [createCamera("dashcam", video)],
    ego: ego.id,
    actors: [ego, dragged, ...others],
  });
}
