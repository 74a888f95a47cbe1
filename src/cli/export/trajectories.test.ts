import { SaxesParser } from "saxes";
import { expect, it } from "vitest";
import { worldOf } from "@/core/scene";
import { directionOf, distanceBetween } from "@/core/world";
import { openScenarioDocument } from "@/exchange";
import { ROAD_PRESETS } from "@/presets";

type Vertex = { readonly time: number; readonly x: number; readonly y: number };

/** What a reader finds: the trajectories by entity, and how far ahead of an entity's origin its middle is. */
function readBack(text: string): { trajectories: Map<string, Vertex[]>; centres: Map<string, number> } {
  const [trajectories, centres] = [new Map<string, Vertex[]>(), new Map<string, number>()];
  let entity = "";
  let vertices: Vertex[] | null = null;
  let time = 0;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    const value = (key: string) => Number(attributes[key]);
    if (name === "ScenarioObject") entity = attributes["name"] ?? "";
    else if (name === "Center") centres.set(entity, value("x"));
    else if (name === "Trajectory") trajectories.set((attributes["name"] ?? "").replace("path of ", ""), (vertices = []));
    else if (name === "Vertex") time = value("time");
    else if (name === "WorldPosition") vertices?.push({ time, x: value("x"), y: value("y") });
  });
  parser.on("closetag", ({ name }) => {
    if (name === "Trajectory") vertices = null;
  });
  parser.write(text).close();
  return { trajectories, centres };
}

/** Where somebody is who moves steadily from one vertex to the next. */
function placeAt(vertices: readonly Vertex[], time: number): { x: number; y: number } {
  const after = vertices.findIndex((vertex) => vertex.time >= time - 1e-9);
  const [a, b] = [vertices[Math.max(0, after - 1)], vertices[after]];
  if (!a || !b) throw new Error(`there is no place at ${time} s`);
  const share = b.time > a.time ? (time - a.time) / (b.time - a.time) : 0;
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

it("trajectories of road presets have every actor where it is at every frame, to two millimetres, vehicles at their rear axle", () => {
  let measured = 0;
  for (const { scenario } of ROAD_PRESETS) {
    const world = worldOf(scenario);
    const { fps, durationFrames } = scenario.video;
    const { trajectories, centres } = readBack(openScenarioDocument(scenario, { version: "1.2", roadFile: "x.xodr", forCarla: false }));
    for (const actor of scenario.actors) {
      const vertices = trajectories.get(actor.id);
      const behind = centres.get(actor.id) ?? NaN;
      for (let frame = Math.max(0, actor.startFrame); vertices && frame < Math.min(actor.endFrame, durationFrames); frame++) {
        const pose = world.poseAt(actor, frame);
        const ahead = directionOf(pose.heading);
        const origin = { x: pose.x - ahead.x * behind, y: pose.y - ahead.y * behind };
        expect(distanceBetween(placeAt(vertices, frame / fps), origin)).toBeLessThan(0.002);
        measured++;
      }
    }
  }
  expect(measured).toBeGreaterThan(10_000);
});
