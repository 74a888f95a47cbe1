import { expect, it } from "vitest";
import { createActor, createOccluder, createScenario, type WholeScenario } from "@/core/document";
import { frameState } from "@/core/scene";
import { SearchError } from "../errors";
import { approachScenario } from "../testing";
import { assertPossible, axesOf, checkedVariables, parseVariableOption, parseVariables, scenarioAt } from ".";

const child = createActor({
  id: "child",
  trackId: 1,
  type: "pedestrian",
  startFrame: 0,
  endFrame: 60,
  waypoints: [
    { x: 200, y: 600 },
    { x: 500, y: 600 },
  ],
  appearance: { model: "child", color: "#ff0000" },
});
const scene = createScenario({
  id: "scene",
  actors: [child],
  occluders: [createOccluder({ id: "van", kind: "parked_van", x: 350, y: 560 })],
});

/** The scenario at the first or last value of one variable. */
function at(scenario: WholeScenario, option: string, end: "first" | "last" = "last"): WholeScenario {
  const axes = axesOf([parseVariableOption(option)], scenario);
  assertPossible(scenario, axes);
  return scenarioAt(scenario, axes, [end === "last" ? (axes[0]?.levels.length ?? 1) - 1 : 0]);
}

it("varies weather, light, seed and the camera’s effects, each by itself", () => {
  expect(at(scene, "weather=cloudy,fog").weather).toMatchObject([{ condition: "fog", intensity: 1 }]);
  expect(at(scene, "severity:rainy=0..5/0.5").weather).toMatchObject([{ condition: "rainy", intensity: 1 }]);
  expect(at(scene, "severity:rainy=1..5/0.5", "first").weather).toMatchObject([{ condition: "rainy", intensity: 0.2 }]);
  expect(at(scene, "light=day,night").light).toMatchObject([{ condition: "night", intensity: 1 }]);
  expect(at(scene, "light_severity:dusk=0..2").light).toMatchObject([{ condition: "dusk", intensity: 0.4 }]);
  expect(at(scene, "sensor:noise=0..0.7").sensor).toMatchObject({ noise: 0.7, exposure: 0 });
  expect(at(scene, "seed=1..9").seed).toBe(9);
});

it("varies actors: speed, delay, size, distance, colour and contrast", () => {
  expect(at(scene, "speed:child=0.5..2").actors[0]).toMatchObject({ startFrame: 0, endFrame: 30 });
  // 300 pixels in 2 seconds are 150 px/s.
  expect(at(scene, "speed:child=150..300px/s").actors[0]?.endFrame).toBe(30);
  expect(at(scene, "gap:child=-1..1").actors[0]).toMatchObject({ startFrame: 30, endFrame: 90 });
  expect(at(scene, "size:child=0.5..1.5").actors[0]?.size).toEqual({ width: child.size.width * 1.5, height: child.size.height * 1.5 });
  const [near] = frameState(scene, 0).bodies.filter(({ id }) => id === "child");
  const [far] = frameState(at(scene, "distance:child=0..150"), 0).bodies.filter(({ id }) => id === "child");
  expect((far?.box.y ?? 0) + (far?.box.height ?? 0)).toBe((near?.box.y ?? 0) + (near?.box.height ?? 0) - 150);
  expect(far?.box.height).toBeLessThan(near?.box.height ?? 0);
  expect(at(scene, "color:child=#ffffff,#102030").actors[0]?.appearance.color).toBe("#102030");
  expect(at(scene, "contrast:child=0..1", "first").actors[0]?.appearance.color).toBe("#7a7a7a");
  expect(at(scene, "contrast:child=0..1").actors[0]?.appearance.color).toBe("#ff0000");
});

it("varies what hides: an occluder’s distance, size and presence", () => {
  expect(at(scene, "occluder_distance:van=0..80").occluders[0]?.y).toBe(520);
  expect(at(scene, "occluder_size:van=1..2").occluders[0]?.size.height).toBe(2 * (scene.occluders[0]?.size.height ?? 0));
  expect(at(scene, "occluder:van=true,false").occluders[0]?.hidden).toBe(true);
});

it("varies any value by its JSON pointer, checked by the document’s rules", () => {
  expect(at(scene, "/actors/0/size/height=40..90/5").actors[0]?.size.height).toBe(90);
  expect(at(scene, "/scene/kind=highway,residential").scene.kind).toBe("residential");
  const refused = (option: string) => () => at(scene, option);
  expect(refused("/actors/3/size/height=1..2")).toThrow(/list at \/actors\/3 has 1 entries, counted from 0/);
  expect(refused("/actors/0/sizes/height=3..4")).toThrow(/nothing at \/actors\/0\/sizes/);
  expect(refused("/actors/0/size=3..4")).toThrow(/a list or an object/);
  expect(refused("/scene/kind=highway,moon")).toThrow(/\(\/scene\/kind\): moon is impossible.*scene\.kind: must be "highway"/);
  expect(refused("/schemaVersion=1..2")).toThrow(/no value of a scenario that can vary/);
});

it("varies what a scenario declares, over its own range unless another is given; anything else prevails over it", () => {
  const declaring = {
    ...scene,
    parameters: [{ name: "height", unit: "px", value: 60, from: 40, to: 80, step: 10 } as const],
    actors: scene.actors.map((actor) => ({ ...actor, size: { ...actor.size, height: 60 }, expressions: { "size.height": "height" } })),
  };
  const [axis] = axesOf([parseVariableOption("declared:height")], declaring);
  expect(axis).toMatchObject({ name: "height", unit: "px", levels: [40, 50, 60, 70, 80] });
  expect(at(declaring, "declared:height=45..75/5").actors[0]?.size.height).toBe(75);
  expect(at(declaring, "size:child=1..2").actors[0]?.size.height).toBe(120);
  expect(() => at(declaring, "/actors/0/size/height=40..90/5")).toThrow(
    /height\): 40 is impossible.*follows from “height”; vary its parameters: declared:/,
  );
  expect(() => at(declaring, "declared:width=1..2")).toThrow(/no parameter "width"; it has height/);
  expect(() => at(declaring, "declared:height=40..90/5")).toThrow(/height must be from 40 to 80 px, not 85/);
});

it("varies a road scenario in metres and km/h", () => {
  const road = approachScenario();
  expect(at(road, "speed:ego=20..54km/h").actors[0]?.motion?.speed).toBeCloseTo(15, 9);
  expect(at(road, "speed:ego=0.5..2").actors[0]).toMatchObject({ motion: { speed: 20 }, endFrame: 30 });
  expect(at(road, "camera_height=1..2").road?.cameras[0]?.mount.z).toBe(2);
  // The camera looks along x.
  const moved = at(road, "distance:adult=0..10").actors[1]?.trajectory.waypoints[0];
  expect(moved?.x).toBeCloseTo(30, 6);
  expect(moved?.y).toBeCloseTo(-1.75, 6);
  expect(() => at(road, "distance:ego=0..10")).toThrow(/carries the camera/);
  expect(() => at(road, "speed=100..200px/s")).toThrow(/road scenario has no pixels a second/);
});

it.each([
  ["severity=0..5", /severity\): 0 is impossible in this scenario: the scenario’s weather is sunny throughout/],
  ["light_severity=0..5", /it is day throughout/],
  ["camera_height=1..2", /a picture has no camera/],
  ["speed=10..20km/h", /a picture has no km\/h/],
  ["speed:bus=1..2", /there is no actor "bus".*child/],
  ["occluder:tree=true,false", /does not have these occluders \(tree\); it has van/],
  ["size:child=1..2000", /\(size of child\): .* × is impossible.*size/],
  ["sensor:noise=0..2", /sensor noise\): 1\.1 is impossible.*sensor\.noise: must be at most 1/],
  ["severity:fog=-1..2", /severity of fog\): −1 is impossible.*intensity/],
  ["contrast:child=0..2", /contrast of child\): 1\.1 × is impossible|contrast of child\): 1\.1 is impossible/],
])("names what is impossible before the search starts: %s", (option, message) => {
  expect(() => at(scene, option)).toThrow(SearchError);
  expect(() => at(scene, option)).toThrow(message);
});

it("reads variables from YAML and JSON, and says what is wrong in them and where", () => {
  const yaml = "vary:\n  - {vary: weather, values: [rainy, fog]}\n  - {vary: severity, from: 0, to: 5, step: 0.25}\n";
  const [weather, severity] = axesOf(parseVariables(yaml), scene);
  expect(weather?.levels).toEqual(["rainy", "fog"]);
  expect(severity?.levels).toHaveLength(21);
  expect(severity?.levels[3]).toBe(0.75);
  expect(axesOf(parseVariables('[{"vary":"sensor","effect":"noise","from":0,"to":0.3,"step":0.1}]'), scene)[0]?.levels).toEqual([
    0, 0.1, 0.2, 0.3,
  ]);
  const refused = (text: string) => () => parseVariables(text);
  expect(refused("- {vary: severty, from: 0, to: 1}")).toThrow(/vary\[0\]\.vary/);
  expect(refused("- {vary: size}")).toThrow(/vary\[0\]\.from: missing; give `from` and `to`, or `values`/);
  expect(refused("- {vary: size, from: 1, to: 2, values: [1, 2]}")).toThrow(/give either/);
  expect(refused("- {vary: size, from: 1, to: 2, colour: red}")).toThrow(/colour: unknown key/);
  expect(refused("- {vary: size, from: 0, to: 2, step: 0.0001}")).toThrow(/more than 1000 values/);
  expect(refused("just text")).toThrow(/must be a list of variables/);
  expect(refused("[1, 2")).toThrow(/neither JSON nor YAML/);
  expect(() => axesOf(checkedVariables([SIZE, SIZE]), scene)).toThrow(/"size" varies twice/);
});

const SIZE = { vary: "size", from: 1, to: 2 };
