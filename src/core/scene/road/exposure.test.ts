import { expect, it } from "vitest";
import { createCamera, createRoadActor, createRoadScenario, type Scenario } from "../../document";
import { roadPlanSchema } from "../../world/roads";
import { exposureOf, placedFrame } from "..";

const video = { width: 320, height: 180, fps: 30, durationFrames: 60 };
const still = { exposure: 0, noise: 0, motionBlur: 0, lensDrops: 0, vignetting: 0, rollingShutter: 0 };

/** Somebody who walks one metre a frame past a camera on a pole, so that metres are frames. */
function walking(sensor: Partial<typeof still>): Scenario {
  const walker = createRoadActor({
    kind: "adult",
    id: "walker",
    trackId: 1,
    startFrame: 0,
    endFrame: 60,
    motion: { speed: 30, acceleration: 1000, deceleration: 1000 },
    waypoints: [
      { x: 0, y: 0 },
      { x: 60, y: 0 },
    ],
  });
  const pole = createCamera("roadside", video);
  return createRoadScenario({
    id: "walk",
    plan: roadPlanSchema.parse({ kind: "street" }),
    video,
    cameras: [{ ...pole, mount: { ...pole.mount, x: -10, y: 0, yaw: 0 } }],
    actors: [walker],
    sensor: { ...still, ...sensor },
  });
}

/** For every row that has moments of its own: from which row on, and how far the walker is ahead of where the frame has it then. */
function momentsByRow(sensor: Partial<typeof still>): { top: number; ahead: number[] }[] {
  const state = placedFrame(walking(sensor), 30);
  const x = (from: typeof state) => from.bodies[0]?.solid?.x ?? NaN;
  const { moments = [], momentsOfRow = 0 } = state.road?.exposures ?? {};
  const tops = [...new Set(moments.flatMap(({ top, bottom }) => [top, bottom]))].sort((a, b) => a - b).slice(0, -1);
  return tops.map((top) => {
    const ahead = moments.filter((moment) => moment.top <= top && top < moment.bottom).map((moment) => x(moment.state) - x(state));
    expect(ahead).toHaveLength(momentsOfRow);
    return { top, ahead: ahead.sort((a, b) => a - b) };
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

it("a frame without blur or rolling shutter shows its own moment", () => {
  expect(placedFrame(walking({}), 30).road?.exposures).toBeUndefined();
  expect(exposureOf(walking({}))).toBeNull();
});

it("an open shutter shows moments spread evenly around the frame's own", () => {
  const [all, ...rest] = momentsByRow({ motionBlur: 0.6 });
  expect(rest).toEqual([]);
  expect(all?.ahead.map((metres) => Math.round(metres * 1000) / 1000)).toEqual([-0.25, -0.15, -0.05, 0.05, 0.15, 0.25]);
});

it("a rolling shutter shows rows one after the other, the middle one at the frame's own moment", () => {
  const rows = momentsByRow({ rollingShutter: 0.9 });
  expect(rows).toHaveLength(12);
  rows.forEach(({ top, ahead }, band) => {
    expect(Math.abs(top - (180 * band) / 12)).toBeLessThanOrEqual(1);
    expect(ahead[0]).toBeCloseTo(0.9 * ((band + 0.5) / 12 - 0.5), 9);
  });
});

it.each([
  [0.6, 0.9],
  [1, 0.3],
  [0.05, 1],
  [0.5, 1],
])(
  "blur %d with a rolling shutter %d: every row has its own exposure, and rows share moments where they can",
  (motionBlur, rollingShutter) => {
    const rows = momentsByRow({ motionBlur, rollingShutter });
    const step = motionBlur / 6;
    for (const { top, ahead } of rows) {
      const middle = rollingShutter * ((top + 7.5) / 180 - 0.5);
      expect(Math.abs(mean(ahead) - middle)).toBeLessThanOrEqual(step / 2 + 0.01);
      expect((ahead[5] ?? 0) - (ahead[0] ?? 0)).toBeCloseTo(5 * step, 9);
    }
    // The whole is centred on the frame's own moment.
    expect(mean(rows.map(({ ahead }) => mean(ahead)))).toBeCloseTo(0, 9);
    const drawn = placedFrame(walking({ motionBlur, rollingShutter }), 30).road?.exposures?.moments.length ?? 0;
    expect(exposureOf(walking({ motionBlur, rollingShutter }))).toEqual({ moments: drawn, momentsOfRow: 6 });
    expect(drawn).toBeLessThanOrEqual(motionBlur < 0.1 ? 72 : 6 + Math.ceil(rollingShutter / step));
  },
);
