import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  LIMITS,
  MAX_SCENARIO_BYTES,
  createActor,
  createScenario,
  salvageScenario,
  serializeScenario,
  validateScenario,
  type Actor,
  type Asset,
} from ".";

const walker = (number: number, parts: Partial<Actor> = {}): Actor => ({
  ...createActor({
    id: `walker-${number}`,
    trackId: number,
    type: "pedestrian",
    startFrame: 0,
    endFrame: 200,
    waypoints: [
      { x: 10, y: 300 },
      { x: 600, y: 300 },
    ],
  }),
  name: `Walker ${number}`,
  ...parts,
});
const picture = (bytes: number): Asset<string> => ({
  name: "road.png",
  mediaType: "image/png",
  width: 8,
  height: 8,
  sha256: "a".repeat(64),
  data: `data:image/png;base64,${"A".repeat(bytes)}`,
});
const raw = (scenario: object): Record<string, unknown> => JSON.parse(JSON.stringify(scenario)) as Record<string, unknown>;

describe("opening part of a document", () => {
  it("returns an intact one unchanged", () => {
    const scenario = createScenario({ id: "sound", actors: [walker(0)] });
    expect(salvageScenario(raw(scenario))).toEqual({ scenario, leftOut: [] });
  });

  it("leaves out exactly what is invalid, and names it", () => {
    const scenario = createScenario({
      id: "unfit",
      actors: [
        walker(0),
        walker(1, { trackId: 0 }),
        walker(2, { appearance: { model: "adult", spriteAsset: "gone" } }),
        walker(3, { generatorId: "gone" }),
        walker(4, { size: { width: -1, height: 5 } }),
      ],
      weather: [
        { frame: 4, condition: "sunny", intensity: 0.5, fadeFrames: 0 },
        { frame: 9, condition: "rainy", intensity: 2, fadeFrames: 0 },
      ],
    });
    const { scenario: opened, leftOut } = salvageScenario({ ...raw(scenario), seed: "x", colour: "red", camera: 5 });
    expect(opened.actors.map(({ id, appearance, generatorId }) => [id, appearance.spriteAsset, generatorId])).toEqual([
      ["walker-0", undefined, undefined],
      ["walker-2", undefined, undefined],
      ["walker-3", undefined, undefined],
    ]);
    expect(opened.weather).toEqual([{ frame: 0, condition: "sunny", intensity: 0.5, fadeFrames: 0 }]);
    expect([opened.seed, opened.camera]).toEqual([1, undefined]);
    expect(leftOut.join("\n")).toMatch(/seed[\s\S]*camera[\s\S]*actor “Walker 4” \(actors\[4\]\.size\.width/);
    expect(leftOut.join("\n")).toMatch(/colour: unknown key/);
    expect(leftOut.join("\n")).toMatch(/actor “Walker 1” \(actors\[1\]\.trackId: 0 is used twice\)/);
    expect(leftOut.join("\n")).toMatch(/spriteAsset: there is no asset "gone"/);
  });

  it("keeps the rest of a light track and of the regions to ignore, and names each unknown key once", () => {
    const region = { startFrame: 0, endFrame: 9, x: 1, y: 2, width: 3, height: 4 };
    const scenario = createScenario({
      id: "sky",
      light: [
        { frame: 3, condition: "dusk", intensity: 0.5, fadeFrames: 0 },
        { frame: 9, condition: "night", intensity: 2, fadeFrames: 0 },
        { frame: 20, condition: "night", intensity: 1, fadeFrames: 0 },
      ],
      ignoreRegions: [region, { ...region, endFrame: 0 }],
    });
    const { scenario: opened, leftOut } = salvageScenario({ ...raw(scenario), colour: "red", wheels: 4 });
    expect(opened.light?.map(({ frame }) => frame)).toEqual([0, 20]);
    expect(opened.ignoreRegions).toEqual([region]);
    expect(leftOut.filter((line) => /^(light keyframe|region to ignore) /.test(line))).toHaveLength(2);
    expect(leftOut.filter((line) => /unknown key/.test(line))).toEqual([
      expect.stringContaining("(colour:"),
      expect.stringContaining("(wheels:"),
    ]);
  });

  it("leaves out only the damaged stills of the background, each by its place, and keeps the picture of the scene", () => {
    const stills = ["one", "gone", "two", "one", "two"].map((asset, index) => ({ frame: [0, 10, 20, 15, 30][index] ?? 0, asset }));
    const scenario = createScenario({
      id: "film",
      assets: { one: picture(9), two: picture(9) },
      scene: { kind: "highway", variant: 0, backgroundAsset: "one", backgroundStills: stills },
    });
    const { scenario: opened, leftOut } = salvageScenario(raw(scenario));
    expect(opened.scene).toEqual({
      ...scenario.scene,
      backgroundStills: [
        { frame: 0, asset: "one" },
        { frame: 20, asset: "two" },
        { frame: 30, asset: "two" },
      ],
    });
    expect(leftOut).toEqual([
      'a still of the background (scene.backgroundStills[1].asset: there is no asset "gone")',
      "a still of the background (scene.backgroundStills[3].frame: must be later than the previous still (20))",
    ]);
    // A broken picture removes its own stills as well; without any left, there is no such list.
    const broken = { ...raw(scenario), assets: { one: { ...picture(9), width: 0 }, two: picture(9) } };
    expect(salvageScenario(broken).scenario.scene.backgroundStills).toEqual([
      { frame: 20, asset: "two" },
      { frame: 30, asset: "two" },
    ]);
    const none = salvageScenario({ ...raw(scenario), assets: {} }).scenario.scene;
    expect(none).toEqual({ kind: "highway", variant: 0 });
  });

  it("accepts as many actors and waypoints as allowed, and as many pictures as fit into a file", () => {
    const crowd = Array.from({ length: LIMITS.actors + 5 }, (_, index) => walker(index));
    const crowded = salvageScenario(raw(createScenario({ id: "crowd", actors: crowd })));
    expect(crowded.scenario.actors).toEqual(crowd.slice(0, LIMITS.actors));
    expect(crowded.leftOut).toEqual(["everything after the first 1000 (actors: must have at most 1000 entries)"]);
    const half = picture(MAX_SCENARIO_BYTES / 2);
    const heavy = createScenario({
      id: "heavy",
      assets: { one: half, two: { ...half, name: "larger.png", data: `${half.data}A` }, three: half },
      scene: { kind: "highway", variant: 0, backgroundAsset: "two" },
    });
    const { scenario, leftOut } = salvageScenario(heavy);
    expect([Object.keys(scenario.assets), scenario.scene.backgroundAsset]).toEqual([["three"], undefined]);
    const tooLarge = "(a scenario file can be at most 64 MB; this would make it 97 MB, of which 97 MB are images)";
    expect(leftOut).toEqual([
      `image “larger.png” ${tooLarge}`,
      `image “road.png” ${tooLarge}`,
      'a value (scene.backgroundAsset: there is no asset "two")',
    ]);
  });

  it("always returns a scenario that can be saved, whatever was put into it, and refuses anything that is not one", () => {
    const sound = raw(
      createScenario({ id: "sound", actors: [walker(0), walker(1)], assets: { one: picture(9) }, markers: [{ frame: 3, name: "here" }] }),
    );
    const keys = [...Object.keys(sound).filter((key) => key !== "schemaVersion"), "other"];
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom(...keys),
            fc.anything({
              maxDepth: 3,
              values: [fc.integer(), fc.string(), fc.constant(null), fc.boolean(), fc.constant({ ...walker(5), size: 4 })],
            }),
          ),
          { maxLength: 4 },
        ),
        (changes) => {
          const { scenario } = salvageScenario({ ...sound, ...Object.fromEntries(changes) });
          expect(validateScenario(scenario)).toEqual(scenario);
          expect(() => serializeScenario(scenario)).not.toThrow();
        },
      ),
      { numRuns: 300 },
    );
    // Keys that every object inherits are not defaults.
    const named = ["valueOf", "toString", "constructor", "__proto__"].map(
      (key) => JSON.parse(`{"assets":{"${key}":null},"scene":{"kind":"road","${key}":1},"${key}":[1]}`) as object,
    );
    for (const odd of named) expect(Object.keys(salvageScenario({ ...sound, ...odd }).scenario.assets)).toEqual([]);
    for (const none of [null, [], "text", {}, { schemaVersion: 99 }]) expect(() => salvageScenario(none)).toThrow();
  });
});
