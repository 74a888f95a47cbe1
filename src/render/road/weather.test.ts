import { describe, expect, it } from "vitest";
import {
  createCamera,
  createRoadActor,
  createRoadOccluder,
  createRoadScenario,
  withLight,
  withWeather,
  type Scenario,
} from "@/core/document";
import { project } from "@/core/camera";
import { frameState, placedFrame, puddlesOf } from "@/core/scene";
import { usualRoadPlan } from "@/core/world/roads";
import { usualScenery } from "@/core/world/scenery";
import { extinctionIn } from "@/core/weather";
import { RoadPicture } from "./roadPicture";
import { shadowsIn } from "./sun";

const video = { width: 640, height: 360, fps: 30, durationFrames: 60 };
const HEIGHT_OF_CAMERA = 1.4;

/** A camera in the middle of a street that looks along it, or so many degrees to the left. */
function street(change: Partial<Pick<Scenario, "actors" | "occluders">> = {}, yaw = 0): Scenario {
  const camera = createCamera("dashcam", video);
  return createRoadScenario({
    id: "weather",
    plan: usualRoadPlan("street"),
    video,
    cameras: [
      {
        ...camera,
        lens: { model: "pinhole", fx: 640, fy: 640, cx: 320, cy: 180, distortion: [0, 0, 0, 0, 0] },
        carrier: "world",
        mount: { x: -60, y: 0, z: HEIGHT_OF_CAMERA, yaw, pitch: 0, roll: 0 },
      },
    ],
    ...change,
  });
}

function drawn(scenario: Scenario, frame = 0) {
  const picture = new RoadPicture(video.width, video.height);
  const state = placedFrame(scenario, frame);
  if (!state.road) throw new Error("no road");
  picture.draw(state, state.road);
  const pixels = Uint8Array.from(picture.raster.pixels());
  const { camera } = state.road;
  const at = (u: number, v: number, part = 1) => pixels[(Math.floor(v) * video.width + Math.floor(u)) * 4 + part] ?? 0;
  return {
    at,
    placeOf: (x: number, y: number, z: number) => {
      const place = project(camera, { x, y, z });
      if (!place) throw new Error("behind the camera");
      return place;
    },
  };
}

const board = (id: string, x: number, y: number, color: string) =>
  createRoadOccluder({ id, kind: "container", x, y, heading: 0, size: { length: 0.5, width: 2, height: 2.4 }, color });

describe("the weather of a road", () => {
  it("takes of the contrast of what is in fog, rain or snow what Koschmieder's law says, by distance", () => {
    const DISTANCES = [10, 25, 40, 60];
    const ANGLES = [-0.3, 0, 0.13, 0.22];
    const boards = DISTANCES.flatMap((metres, index) => {
      const y = (ANGLES[index] ?? 0) * metres;
      return [board(`white${index}`, metres - 60, y + 1, "#ffffff"), board(`black${index}`, metres - 60, y - 1, "#000000")];
    });
    for (const [condition, intensity] of [
      ["fog", 0.4],
      ["fog", 0.7],
      ["snow", 1],
    ] as const) {
      const { at, placeOf } = drawn(withWeather(street({ occluders: boards }), condition, intensity));
      const contrasts = DISTANCES.map((metres, index) => {
        const y = (ANGLES[index] ?? 0) * metres;
        const value = (side: number) => {
          // Of several pixels, since flakes are in front of some.
          const { u, v } = placeOf(metres - 60.25, y + side, 1.1);
          const values = Array.from({ length: 81 }, (_, place) => at(u - 4 + (place % 9), v - 4 + Math.floor(place / 9)));
          return values.sort((a, b) => a - b)[40] ?? 0;
        };
        return value(1) - value(-1);
      });
      const extinction = extinctionIn([{ condition, intensity }]);
      DISTANCES.forEach((metres, index) => {
        const expected = (contrasts[0] ?? 0) * Math.exp(-extinction * (metres - (DISTANCES[0] ?? 0)));
        expect(Math.abs((contrasts[index] ?? 0) - expected)).toBeLessThan(2.5);
      });
    }
  });

  it("mirrors a lamp on wet ground where its mirror image is, stretched towards the camera", () => {
    const car = createRoadActor({
      kind: "car",
      id: "car",
      trackId: 1,
      startFrame: 0,
      endFrame: 60,
      motion: { speed: 0, heading: 180 },
      waypoints: [
        { x: -30, y: 1.5 },
        { x: -31, y: 1.5 },
      ],
    });
    const night = (actors: Scenario["actors"]) => drawn(withLight(withWeather(street({ actors }), "rainy", 0.5), "night", 1));
    const scene = night([car]);
    const solid = frameState(street({ actors: [car] }), 0).bodies[0]?.solid;
    if (!solid) throw new Error("no car");
    const front = solid.x - solid.dimensions.length / 2;
    const aside = 1.5 + 0.38 * solid.dimensions.width;
    const image = scene.placeOf(front, aside, -0.65);
    const foot = scene.placeOf(front, aside, 0);
    const brightness = (v: number, right = 0) =>
      Array.from({ length: 7 }, (_, index) => scene.at(image.u - 3 + right + index, v)).reduce((sum, value) => sum + value, 0);
    const rows = Array.from({ length: 60 }, (_, index) => Math.floor(foot.v) + 3 + index);
    const brightest = rows.reduce((best, row) => (brightness(row) > brightness(best) ? row : best));
    expect(Math.abs(brightest - image.v)).toBeLessThan(4);
    // Twice as far from the lamp it is still brighter than beside it, to the left, where the road is dark.
    const further = image.v + (image.v - foot.v);
    expect(brightness(further)).toBeGreaterThan(1.2 * brightness(further, -60));
    // The lamp itself glows beyond its own outline.
    const lamp = scene.placeOf(front, aside, 0.65);
    expect(scene.at(lamp.u, lamp.v)).toBeGreaterThan(225);
  });

  it("has puddles in the lanes mirror the sky more than the wet road around them", () => {
    const plan = usualRoadPlan("street");
    const dry = street();
    const { at, placeOf } = drawn(withWeather(dry.road ? { ...dry, road: { ...dry.road, plan } } : dry, "rainy", 0.5));
    // Far enough away to mirror the sky, and so large that drops do not hide it.
    const ahead = puddlesOf(plan).filter(({ at: { x, y } }) => x > -52 && x < -32 && Math.abs(y) < 3.25);
    expect(ahead.length).toBeGreaterThan(2);
    for (const { at: place } of ahead) {
      const { u, v } = placeOf(place.x, place.y, 0);
      if (u < 20 || u > video.width - 20) continue;
      // As far away on the middle line, which no rut is near.
      const beside = placeOf(place.x, 0.4, 0);
      const median = (right: number, down: number) => {
        const values = Array.from({ length: 15 }, (_, index) => at(right - 2 + (index % 5), down - 1 + Math.floor(index / 5)));
        return values.sort((one, other) => one - other)[7] ?? 0;
      };
      expect(median(u, v), `${place.x} ${place.y}`).toBeGreaterThan(median(beside.u, beside.v) + 4);
    }
  });

  it("has a low sun dazzle a camera that looks at it, unless something hides it, and none that looks away", () => {
    const low = (scenario: Scenario) => withLight(withWeather(scenario, "sunny", 0), "low_sun", 1);
    const dark = board("dark", -30, -2, "#101010");
    const darkAt = (scenario: Scenario) => {
      const { at, placeOf } = drawn(low(scenario));
      const { u, v } = placeOf(-30.25, -2, 1.2);
      return at(u, v);
    };
    const dazzled = darkAt(street({ occluders: [dark] }, 16));
    const wall = createRoadOccluder({ id: "wall", kind: "wall", x: -40, y: 5.7, heading: 16, size: { length: 0.4, width: 3, height: 9 } });
    const hidden = darkAt(street({ occluders: [dark, wall] }, 16));
    expect(dazzled).toBeGreaterThan(hidden + 25);
    const behind = createRoadOccluder({
      id: "behind",
      kind: "container",
      x: -90,
      y: 0,
      size: { length: 0.5, width: 2, height: 2.4 },
      color: "#101010",
    });
    const away = drawn(low(street({ occluders: [behind] }, 180)));
    const { u, v } = away.placeOf(-89.75, 0, 1.2);
    // Which is lit by it from the front.
    expect(away.at(u, v)).toBeLessThan(dazzled - 15);
  });

  it("has street lamps light the ground below them, and glow, once it is dark", () => {
    const scene = street();
    const lamplit = scene.road ? { ...scene, road: { ...scene.road, scenery: usualScenery(2) } } : scene;
    const night = withLight(withWeather(lamplit, "sunny", 0), "night", 1);
    const lamps = placedFrame(night, 0).road?.streetLamps ?? [];
    const ahead = lamps.filter(({ x }) => x > -48 && x < -20);
    expect(ahead.length).toBeGreaterThan(0);
    const unlit = drawn(withLight(withWeather(scene, "sunny", 0), "night", 1));
    const lit = drawn(night);
    for (const { x, y, z } of ahead) {
      // On the road beside the lamp's foot, which may be hidden.
      const { u, v } = lit.placeOf(x, y * 0.6, 0);
      if (u < 0 || u >= video.width || v >= video.height) continue;
      expect(lit.at(u, v)).toBeGreaterThan(unlit.at(u, v) + 15);
      const lamp = lit.placeOf(x, y, z);
      if (lamp.u > 4 && lamp.u < video.width - 4 && lamp.v > 4) expect(lit.at(lamp.u, lamp.v)).toBeGreaterThan(120);
    }
  });

  it("changes nothing of what is labelled", () => {
    const scene = street({ occluders: [board("one", -40, 1, "#ffffff")] });
    const labels = (scenario: Scenario) => JSON.stringify(frameState(scenario, 5).bodies);
    expect(labels(withLight(withWeather(scene, "snow", 1), "night", 1))).toBe(labels(scene));
  });
});

it("the sun casts no shadows in rain, snow and the night, and fainter ones at dusk", () => {
  const left = (condition: "rainy" | "snow" | "night" | "dusk" | "sunny", intensity: number) =>
    shadowsIn([{ condition, intensity }]).inShadow;
  expect([left("rainy", 0.3), left("snow", 0.3), left("night", 0.6)]).toEqual([1, 1, 1]);
  expect([left("sunny", 1) < left("dusk", 0.5), left("dusk", 0.5) < 1]).toEqual([true, true]);
});
