import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exportRequest } from "./request";
import { CONDITIONS, createActor, createOccluder, createScenario, serializeScenario, type Scenario } from "@/core/document";
import { mainCondition } from "@/core/weather";
import { groundTruthFrames } from "@/core/truth";
import { videoKey } from "./keys";
import { itemsOfShard, parseShard } from "./shards";
import { DEFAULT_SUITE } from "./spec/defaultSuite";
import { expandSuite, withWeatherMatrix } from "./spec/expand";
import { parseSuiteSpec } from "./spec/parse";
import { addUp, countTruth } from "./statistics";

const crossing = createScenario({
  id: "crossing",
  video: { width: 320, height: 180, fps: 10, durationFrames: 30 },
  actors: [
    createActor({
      id: "walker",
      trackId: 0,
      type: "pedestrian",
      startFrame: 4,
      endFrame: 24,
      waypoints: [
        { x: 60, y: 150 },
        { x: 100, y: 150, at: 10, hold: 4 },
        { x: 160, y: 150 },
      ],
    }),
    createActor({
      id: "car",
      trackId: 1,
      type: "vehicle",
      startFrame: 0,
      endFrame: 20,
      waypoints: [
        { x: 0, y: 90 },
        { x: 300, y: 90 },
      ],
    }),
  ],
  occluders: [createOccluder({ id: "wall", kind: "wall", x: 110, y: 170, size: { width: 40, height: 80 } })],
});

const noFiles = () => Promise.reject(new Error("no file is expected to be read"));
const expand = (videos: object[]) =>
  expandSuite(parseSuiteSpec(JSON.stringify({ videos })), () => Promise.resolve(serializeScenario(crossing)));
const inline = (parts: object) => ({ name: "crossing", scenario: crossing, ...parts });
const labels = (scenario: Scenario) => JSON.stringify([...groundTruthFrames(scenario)]);

const declaring = createScenario({
  ...crossing,
  id: "declaring",
  parameters: [
    { name: "row", unit: "px", value: 90, from: 80, to: 120, step: 20 },
    { name: "wait", unit: "s", value: 0, from: 0, to: 1, step: 0.5 },
    { name: "noise", value: 0, from: 0, to: 5, step: 5 },
  ],
  expressions: { seed: "noise" },
  actors: crossing.actors.map((actor) => ({
    ...actor,
    expressions: { startFrame: "wait" },
    trajectory: {
      ...actor.trajectory,
      waypoints: actor.trajectory.waypoints.map((waypoint) => ({ ...waypoint, expressions: { y: "row" } })),
    },
  })),
});

describe("a suite of a scenario with parameters", () => {
  const of = async (parts: object, set = {}) =>
    expandSuite(parseSuiteSpec(JSON.stringify({ videos: [{ name: "d", scenario: declaring, ...parts }] })), noFiles, set);
  const declared = (name: string, range: object = {}) => ({ parameter: "declared", name, ...range });

  it("sets them, and sweeps them over their ranges in a grid", async () => {
    const [video] = await of({ parameters: { row: 100, wait: "500 ms" } });
    expect(video?.scenario.actors[1]).toMatchObject({ startFrame: 5, trajectory: { waypoints: [{ y: 100 }, { y: 100 }] } });
    const videos = await of({ sweeps: [declared("row"), declared("wait", { values: [0, 0.3] })] });
    expect(videos.map(({ name }) => name)).toEqual([80, 100, 120].flatMap((row) => [0, 0.3].map((wait) => `d__row_${row}__wait_${wait}`)));
    expect(videos[3]).toMatchObject({ variation: { row: 100, wait: 0.3 }, scenario: { actors: [{ startFrame: 3 }, { startFrame: 3 }] } });
    expect(videos[3]?.scenario.parameters?.map(({ value }) => value)).toEqual([100, 0.3, 0]);
  });

  it("covers every pair of values with fewer videos, or so many combinations at random that are the same every time", async () => {
    const sweeps = [declared("row"), declared("wait"), declared("noise"), { parameter: "speed", values: [1, 2] }];
    const pairs = await of({ sweeps, combine: "pairwise" });
    expect(pairs.length).toBeGreaterThanOrEqual(9);
    expect(pairs.length).toBeLessThan(3 * 3 * 2 * 2);
    for (const row of [80, 100, 120])
      for (const wait of [0, 0.5, 1])
        expect(pairs.some(({ variation }) => variation["row"] === row && variation["wait"] === wait)).toBe(true);
    const random = await of({ sweeps, combine: { random: 12, seed: 3 } });
    expect(random.map(({ name }) => name).slice(0, 2)).toEqual(["d__001", "d__002"]);
    expect(random.map(({ variation }) => variation)).toEqual(
      (await of({ sweeps, combine: { random: 12, seed: 3 } })).map(({ variation }) => variation),
    );
    for (const name of ["row", "wait"]) expect(new Set(random.map(({ variation }) => variation[name])).size).toBe(3);
  });

  it("lets whatever else is varied prevail over what followed from them", async () => {
    const [video] = await of({ seed: 9, sweeps: [{ parameter: "gap", values: [1.2], actors: ["car"] }] });
    expect(video?.scenario.seed).toBe(9);
    expect(video?.scenario.expressions).toBeUndefined();
    expect(video?.scenario.actors.map(({ startFrame, expressions }) => [startFrame, expressions])).toEqual([
      [0, { startFrame: "wait" }],
      [12, undefined],
    ]);
  });

  it("refuses what a scenario does not declare, and values out of range, with the place", async () => {
    await expect(of({ parameters: { col: 3 } })).rejects.toThrow(
      /videos\[0\] \(d\): the scenario has no parameter "col"; it has row, wait, noise/,
    );
    await expect(of({ sweeps: [declared("row", { values: [80, 200] })] })).rejects.toThrow(
      /sweeps\[0\]: row must be from 80 to 120 px, not 200/,
    );
    await expect(of({ parameters: { row: "3 s" } })).rejects.toThrow(/row: “3 s” is no value for it: it gives s, where px is needed/);
    await expect(of({}, { speed: "3" })).rejects.toThrow(/no scenario of the suite has a parameter speed; there are row, wait, noise/);
    expect((await of({ parameters: { row: 80 } }, { row: "120" }))[0]?.variation).toEqual({});
    expect((await of({ parameters: { row: 80 } }, { row: "120" }))[0]?.scenario.parameters?.[0]?.value).toBe(120);
    await expect(of({ sweeps: [], combine: "all" })).rejects.toThrow(/combine: must be "grid", "pairwise", or/);
  });
});

describe("a suite", () => {
  it("is by default the specification's five videos and three datasets", async () => {
    const videos = await expandSuite(DEFAULT_SUITE, noFiles);
    expect(videos.map(({ name, scenario }) => [name, scenario.video.durationFrames, mainCondition(scenario), scenario.scene.kind])).toEqual(
      [
        ["highway_simple", 900, "sunny", "highway"],
        ["urban_complex", 1350, "cloudy", "urban_intersection"],
        ["challenging_weather", 1800, "rainy", "highway"],
        ["night_conditions", 900, "night", "highway"],
        ["performance_test_long", 3600, "sunny", "urban_intersection"],
      ],
    );
    expect(DEFAULT_SUITE.datasets).toEqual(["small", "medium", "large"]);
  });

  it("renders every weather and severity with the same labels", async () => {
    const videos = await expandSuite(withWeatherMatrix(parseSuiteSpec(JSON.stringify({ videos: [inline({})] }))), noFiles);
    expect(videos).toHaveLength(CONDITIONS.length * 5);
    expect(new Set(videos.map(({ scenario }) => labels(scenario)))).toEqual(new Set([labels(crossing)]));
    expect(videos[11]).toMatchObject({ name: "crossing__rainy_2", entry: "crossing", variation: { weather: "rainy", severity: 2 } });
    expect(videos[11]?.scenario.weather).toEqual([{ frame: 0, condition: "rainy", intensity: 0.4, fadeFrames: 0 }]);

    const dark = await expandSuite(
      parseSuiteSpec(
        JSON.stringify({
          videos: [inline({ light: { condition: "night", intensity: 0.8 }, weatherMatrix: { conditions: ["rainy"], severities: [5] } })],
        }),
      ),
      noFiles,
    );
    expect(dark.map(({ scenario }) => mainCondition(scenario))).toEqual(["rainy, night"]);
  });

  it("sweeps speed, gap, occluder distance and seed", async () => {
    const [fast, slow] = await expand([inline({ sweeps: [{ parameter: "speed", values: [2, 0.5], actors: ["walker"] }] })]);
    expect(fast?.name).toBe("crossing__speed_2");
    const walker = fast?.scenario.actors[0];
    expect([walker?.startFrame, walker?.endFrame]).toEqual([4, 14]);
    expect(walker?.trajectory.waypoints[1]).toEqual({ x: 100, y: 150, at: 5, hold: 2 });
    expect(slow?.scenario.actors[0]?.endFrame).toBe(44);
    expect(slow?.scenario.actors[1]).toEqual(crossing.actors[1]);

    const [gap] = await expand([inline({ sweeps: [{ parameter: "gap", values: [-1.5] }] })]);
    expect(gap?.scenario.actors.map(({ startFrame }) => startFrame)).toEqual([4, -15]);

    const distances = await expand([inline({ sweeps: [{ parameter: "occluder_distance", values: [0, 50] }] })]);
    expect(distances.map(({ scenario }) => [scenario.occluders[0]?.x, scenario.occluders[0]?.y])).toEqual([
      [110, 150],
      [110, 200],
    ]);

    const seeds = await expand([{ name: "highway", preset: "highway_simple", sweeps: [{ parameter: "seed", values: [1, 2] }] }]);
    expect(new Set(seeds.map(({ scenario }) => labels(scenario))).size).toBe(2);

    const product = await expand([
      inline({
        sweeps: [
          { parameter: "gap", values: [0, 1] },
          { parameter: "speed", values: [1, 2] },
        ],
        weatherMatrix: { conditions: ["fog"] },
      }),
    ]);
    expect(product).toHaveLength(20);
    expect(product[19]).toMatchObject({
      name: "crossing__gap_1__speed_2__fog_5",
      variation: { gap: 1, speed: 2, weather: "fog", severity: 5 },
    });
    expect(await expand([inline({ sweeps: [{ parameter: "gap", values: [0, 1] }] })])).toEqual(
      await expand([{ ...inline({ sweeps: [{ parameter: "gap", values: [0, 1] }] }), scenario: "crossing.json" }]),
    );
  });

  it("changes size, rate, length, style, seed and noise as requested", async () => {
    const [video] = await expand([
      inline({
        size: { width: 160, height: 90 },
        fps: 20,
        durationSeconds: 1,
        style: "schematic",
        seed: 9,
        weather: { condition: "fog", intensity: 1 },
      }),
    ]);
    expect(video?.scenario).toMatchObject({
      id: "crossing",
      name: "crossing",
      video: { width: 160, height: 90, fps: 20, durationFrames: 20 },
      style: "schematic",
      seed: 9,
      weather: [{ frame: 0, condition: "fog", intensity: 1, fadeFrames: 0 }],
    });
    const [short] = await expand([inline({ size: "160x90" })]);
    expect(short?.scenario.video).toMatchObject({ width: 160, height: 90 });
    const [quiet] = await expand([{ name: "quiet", preset: "highway_simple", noise: false }]);
    expect(quiet?.scenario.actors.every(({ jitter, flicker }) => jitter.x + jitter.y + flicker.probability === 0)).toBe(true);
  });

  it("says where a suite is wrong and how to fix it", async () => {
    const faults: [object | string, RegExp][] = [
      ["{", /^not JSON/],
      [{ videos: [{ name: "a" }] }, /^videos\[0\]: give either `preset` or `scenario`/],
      [{ videos: [inline({ name: "../a" })] }, /^videos\[0\]\.name: is used as a file name/],
      [{ videos: [inline({ wether: "fog" })] }, /^videos\[0\]\.wether: unknown key/],
      [{ videos: [inline({}), inline({ name: "CROSSING" })] }, /^videos\[1\]\.name: "CROSSING" is also the name of videos\[0\]/],
      [{ videos: [inline({ weather: { condition: "fog", intensity: 1 }, weatherMatrix: true })] }, /remove one of them/],
      [{ videos: [inline({ size: "large" })] }, /^videos\[0\]\.size: must be \{"width": 640, "height": 360\} or "640x360"/],
      [{ videos: [inline({ size: "641x360" })] }, /^videos\[0\]\.size\.width: must be even/],
      [{ videos: [] }, /the suite is empty/],
      [{ videos: [{ name: "a", preset: "nope" }] }, /^videos\[0\] \(a\): there is no preset "nope"; choose from /],
      [{ videos: [{ name: "a", scenario: { schemaVersion: 1 } }] }, /^videos\[0\] \(a\): id: /],
      [
        { videos: [inline({ sweeps: [{ parameter: "speed", values: [1], actors: ["bus"] }] })] },
        /sweeps\[0\]: there is no actor "bus".*walker, car/,
      ],
      [
        { videos: [inline({ sweeps: [{ parameter: "occluder_distance", values: [1], occluders: ["tree"] }] })] },
        /does not have these occluders.*wall/,
      ],
      [
        { videos: [inline({ name: "a", sweeps: [{ parameter: "gap", values: [1] }] }), inline({ name: "A__gap_1" })] },
        /produces a video "A__gap_1", and so does videos\[0\] \(a\)/,
      ],
    ];
    for (const [spec, message] of faults)
      await expect(
        (async () => expandSuite(parseSuiteSpec(typeof spec === "string" ? spec : JSON.stringify(spec)), noFiles))(),
        JSON.stringify(spec),
      ).rejects.toThrow(message);
  });

  it("makes a video again when its scenario, the settings or the build change, and only then", async () => {
    const key = await videoKey(crossing, {}, "build 1");
    expect(await videoKey({ ...crossing }, { quality: "standard", engine: "ffmpeg", frameStamp: false, layout: "bundle" }, "build 1")).toBe(
      key,
    );
    const others = [
      await videoKey({ ...crossing, seed: 2 }, {}, "build 1"),
      await videoKey(crossing, { quality: "lossless" }, "build 1"),
      await videoKey(crossing, { formats: [] }, "build 1"),
      await videoKey(crossing, { layout: "datumaro" }, "build 1"),
      await videoKey(crossing, {}, "build 2"),
    ];
    expect(new Set([key, ...others]).size).toBe(6);
    expect(exportRequest(crossing, { layout: "datumaro" })).toMatchObject({ layout: "datumaro" });
    expect(exportRequest(crossing, {})).not.toHaveProperty("layout");
  });
});

describe("shards", () => {
  const items = fc
    .array(fc.integer({ min: 0, max: 5000 }), { maxLength: 60 })
    .map((costs) => costs.map((cost, index) => ({ name: `v${index}`, cost })));

  it("contain every item once, whatever the order, and none is far above an even share", () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 12 }), (all, count) => {
        const shards = Array.from({ length: count }, (_, index) => itemsOfShard(all, { index: index + 1, count }));
        expect(
          shards
            .flat()
            .map(({ name }) => name)
            .sort(),
        ).toEqual(all.map(({ name }) => name).sort());
        const loads = shards.map((shard) => shard.reduce((sum, { cost }) => sum + cost, 0));
        const even = all.reduce((sum, { cost }) => sum + cost, 0) / count;
        const longest = Math.max(0, ...all.map(({ cost }) => cost));
        expect(Math.max(...loads)).toBeLessThanOrEqual(even + longest);
        const reversed = itemsOfShard([...all].reverse(), { index: 1, count }).map(({ name }) => name);
        expect(reversed.sort()).toEqual(shards[0]?.map(({ name }) => name).sort());
      }),
      { seed: 4 },
    );
  });

  it("are written i/n", () => {
    expect(parseShard("2/3")).toEqual({ index: 2, count: 3 });
    for (const text of ["0/3", "4/3", "1", "a/b", "1/0"]) expect(() => parseShard(text), text).toThrow(/is not a shard; use i\/n/);
  });
});

describe("statistics", () => {
  it("count the contents of the ground truth, and can be added", async () => {
    const records = [...groundTruthFrames(crossing)].flat();
    const counts = await countTruth(crossing);
    expect(counts.frames).toBe(30);
    expect(counts.classes.pedestrian).toEqual({
      tracks: 1,
      annotations: 20,
      visible: records.filter(({ object_type, visible }) => visible && object_type === "pedestrian").length,
    });
    expect(counts.classes.pedestrian.visible).toBeLessThan(20);
    for (const bins of [counts.visibility, counts.sizes]) expect(bins.reduce((sum, count) => sum + count)).toBe(records.length);
    expect(counts.visibility.at(-1)).toBe(records.filter(({ visibility }) => visibility >= 0.9).length);
    expect(counts.sizes[3]).toBe(
      records.filter(({ bounding_box: { width, height } }) => width * height >= 48 ** 2 && width * height < 64 ** 2).length,
    );
    expect(counts.weather).toEqual([{ condition: "sunny", severity: 3, frames: 30 }]);
    const sum = addUp([counts, counts]);
    expect(sum.frames).toBe(60);
    expect(sum.classes.vehicle.annotations).toBe(2 * counts.classes.vehicle.annotations);
    expect(sum.weather).toEqual([{ condition: "sunny", severity: 3, frames: 60 }]);
  });
});
