import { expect, it } from "vitest";
import { bodyOf } from "@/core/bodies";
import { createCamera, type Actor } from "@/core/document";
import { placedFrame } from "@/core/scene";
import { worldOf } from "@/core/scene/world";
import { nominalRate } from "@/core/timeline";
import { ROAD_PRESETS } from ".";

const ON_FOOT = ["adult", "child", "white_cane", "pram", "dog"];
const walkers = ROAD_PRESETS.flatMap(({ id, scenario }) =>
  scenario.actors
    .filter(({ appearance, trajectory }) => ON_FOOT.includes(appearance.model) && trajectory.waypoints.length > 1)
    .map((actor) => [id, actor.id, scenario, actor] as const),
);

/** Where a walker's body touches the ground at a frame, by vertex; null for one that is not there, or stands. */
function groundOf(scenario: (typeof ROAD_PRESETS)[number]["scenario"], actor: Actor, frame: number) {
  const { road } = scenario;
  if (!road) throw new Error("no road");
  const { x, y } = worldOf(scenario).poseAt(actor, frame);
  const camera = { ...createCamera("roadside", scenario.video), id: "above", mount: { x: x - 12, y, z: 6, yaw: 0, pitch: 20, roll: 0 } };
  // At 30 frames a second, alone, seen from behind.
  const alone = { ...scenario, actors: [actor], occluders: [], road: { plan: road.plan, cameras: [camera], camera: camera.id } };
  const solid = placedFrame(alone, frame).bodies.find(({ id }) => id === actor.id)?.solid;
  if (!solid || solid.look.phase === null) return null;
  const { positions } = bodyOf(solid.body, solid.dimensions, { ...solid.look, detail: 1 });
  const turn = (solid.heading * Math.PI) / 180;
  return Array.from({ length: positions.length / 3 }, (_, vertex) => {
    const [ahead = 0, left = 0, up = 1] = positions.subarray(3 * vertex, 3 * vertex + 3);
    return {
      // A pram rolls ahead of whoever pushes it.
      isDown: up < 0.004 && (solid.body !== "pram" || ahead < 0),
      x: solid.x + ahead * Math.cos(turn) - left * Math.sin(turn),
      y: solid.y + ahead * Math.sin(turn) + left * Math.cos(turn),
    };
  });
}

it.each(walkers)("%s: the feet of %s stay within 2 cm a frame while they are on the ground", (_preset, _id, scenario, actor) => {
  expect(nominalRate(scenario.video.fps)).toBe(30);
  const span = actor.endFrame - actor.startFrame;
  let compared = 0;
  for (let part = 0; part < 6; part++) {
    const first = actor.startFrame + Math.floor((span * (part + 0.5)) / 6);
    for (let frame = first; frame < Math.min(first + 5, actor.endFrame - 1); frame++) {
      const [before, after] = [groundOf(scenario, actor, frame), groundOf(scenario, actor, frame + 1)];
      before?.forEach((own, vertex) => {
        const next = after?.[vertex];
        if (!next || !own.isDown || !next.isDown) return;
        compared++;
        expect(Math.hypot(next.x - own.x, next.y - own.y), `frame ${frame}`).toBeLessThan(0.02);
      });
    }
  }
  expect(compared).toBeGreaterThan(0);
});
