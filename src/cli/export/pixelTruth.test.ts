import { describe, expect, it } from "vitest";
import { bodyOf, type BodyLook } from "@/core/bodies";
import { unprojectToGround } from "@/core/camera";
import type { Scenario } from "@/core/document";
import { SEMANTIC_CLASSES } from "@/core/pixels";
import { frameState, placedFrame, visibleMaskOf } from "@/core/scene";
import { ROAD_USERS, ROAD_USER_KINDS } from "@/core/world";
import { findPreset } from "@/presets";
import { InstancePicture, pixelTruthOf } from "@/render";

function preset(id: string): Scenario {
  const found = findPreset(id);
  if (!found) throw new Error(`there is no preset ${id}`);
  return found.scenario;
}

/** Of the pixels whose point nothing hides at the next frame, the share whose flow leads to a pixel of the same body. */
function warped(scenario: Scenario, frame: number): { right: number; tested: number; ofBodies: number } {
  const truth = pixelTruthOf(scenario);
  const { width, height } = scenario.video;
  const now = truth.frame(frame);
  const ids = now.instances().slice();
  const { u, v, depth } = now.flow();
  const next = truth.frame(frame + 1);
  const [idsThen, depthsThen] = [next.instances(), next.depth()];
  let [tested, right, ofBodies] = [0, 0, 0];
  for (let at = 0; at < ids.length; at++) {
    const [x, y] = [(at % width) + 0.5 + (u[at] ?? NaN), Math.floor(at / width) + 0.5 + (v[at] ?? NaN)];
    if (!(x >= 0 && y >= 0 && x < width && y < height)) continue;
    const to = Math.floor(y) * width + Math.floor(x);
    if ((depthsThen[to] ?? 0) < (depth[at] ?? 0) * 0.995) continue;
    tested++;
    if ((ids[at] ?? 0) > 0) ofBodies++;
    if (ids[at] === idsThen[to]) right++;
  }
  return { right, tested, ofBodies };
}

describe("flow", () => {
  it.each([
    ["road_dart_out", "from a moving car"],
    ["road_bus_stop", "through a fisheye"],
    ["road_white_cane", "among people who walk, from a pole"],
  ])("leads at least 999 of 1,000 pixels that nothing hides to the same body at the next frame: %s, %s", (id) => {
    const scenario = preset(id);
    const { right, tested, ofBodies } = warped(scenario, Math.floor(scenario.video.durationFrames * 0.6));
    expect(right / tested).toBeGreaterThan(0.999);
    expect(tested).toBeGreaterThan(500_000);
    expect(ofBodies).toBeGreaterThan(2000);
  });

  it("is nothing where camera and body stand, also on outlines", () => {
    const scenario = preset("road_white_cane");
    const pixels = pixelTruthOf(scenario).frame(Math.floor(scenario.video.durationFrames / 2));
    const ids = pixels.instances();
    const { u, v } = pixels.flow();
    const moves = (at: number) => Math.abs(u[at] ?? 0) > 1e-6 || Math.abs(v[at] ?? 0) > 1e-6;
    expect(ids.every((id, at) => id > 0 || !moves(at))).toBe(true);
    expect(ids.filter((id, at) => id > 0 && moves(at)).length).toBeGreaterThan(10_000);
  });

  it("has corresponding triangles in all phases, gaits and turns of every body, close and far", () => {
    for (const kind of ROAD_USER_KINDS)
      for (const detail of [0.35, 0.6, 1]) {
        const { dimensions } = ROAD_USERS[kind];
        const first = bodyOf(kind, dimensions, { phase: 0, color: null, detail });
        const others: Partial<BodyLook>[] = [
          { phase: null },
          { phase: 0.3 },
          { phase: 0.7, steer: 20, lean: -8 },
          { phase: 0.5, runs: true },
        ];
        for (const look of others)
          expect(bodyOf(kind, dimensions, { phase: 0, color: null, detail, ...look }).indices.join()).toBe(first.indices.join());
      }
  });

  it("is none where an actor is gone at the next frame, and in the sky", () => {
    const scenario = preset("road_white_cane");
    const frame = Math.floor(scenario.video.durationFrames * 0.6);
    const seen = (truth: Scenario) => {
      const pixels = pixelTruthOf(truth).frame(frame);
      return { ids: pixels.instances().slice(), u: pixels.flow().u, depth: pixels.depth() };
    };
    const trackId = seen(scenario).ids.reduce((most, value) => Math.max(most, value), 0) - 1;
    const short = {
      ...scenario,
      actors: scenario.actors.map((actor) => (actor.trackId === trackId ? { ...actor, endFrame: frame + 1 } : actor)),
    };
    const { ids, u, depth } = seen(short);
    const isMeant = (at: number) => ids[at] === trackId + 1 || depth[at] === Infinity;
    expect(u.every((columns, at) => Number.isNaN(columns) === isMeant(at))).toBe(true);
    expect(ids.includes(trackId + 1)).toBe(true);
  });
});

describe("depth", () => {
  it.each(["road_dart_out", "road_roundabout", "road_bus_stop"])("is that of flat ground to a tenth of a millimetre: %s", (id) => {
    const scenario = preset(id);
    const frame = Math.floor(scenario.video.durationFrames / 2);
    const pixels = pixelTruthOf(scenario).frame(frame);
    const [depths, semantic] = [pixels.depth(), pixels.semantic()];
    const camera = placedFrame(scenario, frame, false).road?.camera;
    if (!camera) throw new Error("a road has a camera");
    let [measured, farthest, most] = [0, 0, 0];
    for (let at = 0; at < depths.length; at += 7) {
      if (semantic[at] !== SEMANTIC_CLASSES.road) continue;
      const place = { u: (at % camera.width) + 0.5, v: Math.floor(at / camera.width) + 0.5 };
      const ground = unprojectToGround(camera, place, 0);
      const [x, y, z] = ground ? [ground.x, ground.y, 0] : [NaN, NaN, NaN];
      const { position } = camera.pose;
      const [dx, dy, dz] = [x - position.x, y - position.y, z - position.z];
      const [ax = NaN, ay = NaN, az = NaN] = camera.pose.rotation[2];
      const expected = camera.lens.model === "pinhole" ? ax * dx + ay * dy + az * dz : Math.sqrt(dx * dx + dy * dy + dz * dz);
      if (expected > 60) continue;
      measured++;
      farthest = Math.max(farthest, expected);
      most = Math.max(most, Math.abs((depths[at] ?? 0) - expected));
    }
    expect(measured).toBeGreaterThan(2000);
    expect(farthest).toBeGreaterThan(25);
    expect(most).toBeLessThan(1e-4);
  });
});

describe("instances and silhouettes", () => {
  it.each(["road_white_cane", "urban_complex"])("are those of the ground truth, to the pixel: %s", (id) => {
    const scenario = preset(id);
    const frame = Math.floor(scenario.video.durationFrames / 2);
    const state = frameState(scenario, frame);
    const pixels = pixelTruthOf(scenario).frame(frame);
    const ids = pixels.instances();
    const picture = new InstancePicture(scenario);
    picture.drawFrame(frame);
    expect(ids.every((value, at) => value === ((picture.words[at] ?? 0) & 0xffff))).toBe(true);
    const silhouettes = new Map<number, Uint8Array>();
    for (const { trackId, mask } of pixels.amodal()) silhouettes.set(trackId, mask.slice());
    const semantic = pixels.semantic();
    const actors = state.bodies.flatMap((body) => (body.kind === "actor" ? [body] : []));
    expect(actors.length).toBeGreaterThan(2);
    for (const actor of actors) {
      const seen = visibleMaskOf(state, actor.trackId)?.mask.area ?? 0;
      expect(ids.reduce((sum, value) => sum + Number(value === actor.trackId + 1), 0)).toBe(actor.visibleBox ? seen : 0);
      const silhouette = silhouettes.get(actor.trackId);
      const inFrame = silhouette?.reduce((sum, value) => sum + Number(value === 255), 0) ?? 0;
      if (actor.pixels) expect(inFrame).toBe(Math.round(actor.pixels.whole * (1 - actor.truncation)));
      expect(ids.every((value, at) => value !== actor.trackId + 1 || silhouette?.[at] === 255)).toBe(true);
      expect(
        ids.every(
          (value, at) => value !== actor.trackId + 1 || (semantic[at] ?? 0) >= SEMANTIC_CLASSES.person || actor.type === "pedestrian",
        ),
      ).toBe(true);
    }
  });

  it("an actor that random occlusion hides has a silhouette, and is not seen", () => {
    const base = preset("urban_complex");
    const hidden = { probability: 1, min: 0, max: 0 };
    const scenario = { ...base, actors: base.actors.map((actor) => ({ ...actor, flicker: hidden })) };
    const pixels = pixelTruthOf(scenario).frame(Math.floor(scenario.video.durationFrames / 2));
    expect(pixels.instances().every((value) => value === 0)).toBe(true);
    expect([...pixels.amodal()].length).toBeGreaterThan(1);
  });
});
