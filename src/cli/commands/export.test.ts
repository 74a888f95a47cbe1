import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseScenario, serializeScenario, withDuration } from "@/core/document";
import { returnedScenario } from "@/exchange";
import { DEFAULT_WRITE_OPTIONS, lintBundle, readAnnotations, scenarioSource, writeAnnotations } from "@/formats";
import { findPreset } from "@/presets";
import { refusalOf, runCommand } from "../testing/commands";
import { openBundleFolder, readBundleTruth } from "../bundle/bundleFolder";
import { readAnnotationFiles } from "../import/annotationFiles";
import { addExportCommand } from "./export";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "jaywalk-export-"));
});
afterAll(() => rm(root, { recursive: true }));

const jaywalk = async (...words: string[]) => (await runCommand([addExportCommand], ["export", ...words])).stdout;
const refusal = (...words: string[]) => refusalOf([addExportCommand], ["export", ...words]);

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
}

test("truth and formats are written without a video, as a rendered bundle has them, and again into the same folder", async () => {
  const out = join(root, "dart_out");
  const words = ["dart_out", "--duration", "0.5", "--formats", "coco,mot", "--out", out, "--json"];
  const answer = JSON.parse(await jaywalk(...words)) as { files: number; annotations: number; frames: number };
  expect(answer).toMatchObject({ frames: 15, files: (await filesIn(out)).length });
  const scenario = parseScenario(await readFile(join(out, "scenario.json"), "utf8"));
  const preset = findPreset("dart_out");
  expect(scenario).toEqual(preset && withDuration(preset.scenario, 15));
  const parts = [...writeAnnotations(scenarioSource(scenario, { start: 0, end: 15 }), ["coco"], DEFAULT_WRITE_OPTIONS)];
  const coco = parts.filter(({ path }) => path.endsWith("coco.json"));
  expect(await readFile(join(out, coco[0]?.path ?? ""), "utf8")).toBe(coco.map(({ text }) => text).join(""));
  const truth = JSON.parse(await readFile(join(out, "ground_truth.json"), "utf8")) as { annotations: unknown[] };
  expect(truth.annotations).toHaveLength(answer.annotations);
  await jaywalk(...words);
  await writeFile(join(out, "notes.txt"), "mine");
  expect(await refusal(...words)).toContain("contains other files (notes.txt)");
});

test("a road scenario is written as OpenSCENARIO and OpenDRIVE, from which it comes back", async () => {
  const out = join(root, "road");
  await jaywalk("road_dart_out", "--duration", "0.1", "--formats", "openscenario", "--out", out, "--openscenario", "1.3");
  const files = (await filesIn(join(out, "openscenario"))).sort();
  expect(files.map((name) => name.split(".").at(-1))).toEqual(["xodr", "xosc"]);
  const text = await readFile(join(out, "openscenario", files[1] ?? ""), "utf8");
  expect(text).toContain(`<LogicFile filepath="${files[0] ?? ""}"/>`);
  expect(text).toContain('revMinor="3"');
  const scenario = parseScenario(await readFile(join(out, "scenario.json"), "utf8"));
  expect(returnedScenario(text)).toEqual({ scenario, isChanged: false });
});

test("what a scenario in pixels cannot be written as is refused with the reason", async () => {
  const out = join(root, "refused");
  expect(await refusal("dart_out", "--formats", "openscenario", "--out", out)).toContain("is in pixels, and OpenSCENARIO is in metres");
  expect(await refusal("dart_out", "--formats", "coco", "--carla", "--out", out)).toContain("add openscenario to --formats");
  expect(await refusal("dart_out", "--formats", "xosc", "--out", out)).toContain("There is no format xosc; use all, none or some of");
});

test("maps of pixels are written when they are named, a file for each frame, and refused where they have no meaning", async () => {
  const out = join(root, "pixels");
  const words = ["road_dart_out", "--size", "320x180", "--duration", "0.1", "--out", out];
  await jaywalk(...words, "--formats", "instance,semantic,depth,flow");
  const names = (await readdir(join(out, "annotations/pixels"), { recursive: true })).filter((name) => name.endsWith(".png"));
  expect(names.map((name) => name.replace(/[^/\\]*_/, "")).sort()).toEqual([
    ...["depth/000000.png", "depth/000001.png", "depth/000002.png"].map((name) => name.replace("/", sep)),
    ...["flow/000000.png", "flow/000001.png"].map((name) => name.replace("/", sep)),
    ...["instance/000000.png", "instance/000001.png", "instance/000002.png"].map((name) => name.replace("/", sep)),
    ...["semantic/000000.png", "semantic/000001.png", "semantic/000002.png"].map((name) => name.replace("/", sep)),
  ]);
  const wrong = ["urban_complex", "--duration", "0.1", "--out", join(root, "refused")];
  expect(await refusal(...wrong, "--formats", "instance,flow")).toContain(
    "--formats: this scenario is a picture in pixels, which has no optical flow",
  );
  expect(await refusal(...wrong, "--formats", "depths")).toContain("There is no format depths; use all, none or some of");
});

test("cameras get a bundle each, the world is written once, and commands that need one camera say so", async () => {
  const file = join(root, "cameras.scenario.json");
  const preset = findPreset("road_dart_out")?.scenario;
  if (!preset?.road) throw new Error("road_dart_out is a road");
  const [front] = preset.road.cameras;
  if (!front) throw new Error("it has a camera");
  const mount = { x: 0, y: 0, z: 5, yaw: 180, pitch: -60, roll: 0 };
  const sky = { ...front, id: "sky", name: "Upwards", carrier: "world" as const, mount };
  await writeFile(file, serializeScenario({ ...withDuration(preset, 4), road: { ...preset.road, cameras: [front, sky] } }));
  const out = join(root, "cameras");
  await jaywalk(file, "--formats", "coco,instance", "--cameras", `Upwards,${front.id}`, "--out", out);
  const files = (await filesIn(out)).map((path) => path.replaceAll(sep, "/"));
  for (const { id } of [front, sky])
    for (const path of ["ground_truth.json", "scenario.json", "annotations/coco.json"]) expect(files).toContain(`cameras/${id}/${path}`);
  const truth = async (folder: string) => JSON.parse(await readFile(join(out, folder, "ground_truth.json"), "utf8")) as Truth;
  const [ofFront, ofSky] = [await truth(`cameras/${front.id}`), await truth("cameras/sky")];
  expect(ofFront.annotations.length).toBeGreaterThan(0);
  expect(ofSky.annotations).toEqual([]);
  const world = JSON.parse(await readFile(join(out, "world.json"), "utf8")) as World;
  expect(world.cameras.map(({ id, folder }) => [id, folder])).toEqual([front, sky].map(({ id }) => [id, `cameras/${id}`]));
  expect(world.frames.map(({ frame }) => frame)).toEqual([0, 1, 2, 3]);
  for (const { frame, track_id: trackId, box_3d: box } of ofFront.annotations)
    expect(world.frames[frame]?.bodies.find((body) => body.track_id === trackId)?.center).toEqual(box.center);
  expect(world.frames[0]?.bodies.map((body) => body.track_id)).toContain(world.ego);

  const cameras = await openBundleFolder(out);
  const found = (await lintBundle(cameras)).filter(({ severity, file: of }) => severity === "error" && !/manifest|metadata|video/.test(of));
  expect(found).toEqual([]);
  const broken = { paths: cameras.paths.filter((path) => !path.startsWith("cameras/sky/")), open: (path: string) => cameras.open(path) };
  expect((await lintBundle(broken)).map(({ message }) => message)).toContain("the folder cameras/sky is missing");
  await expect(readBundleTruth(out)).rejects.toThrow(
    `has several cameras (${[front.id, "sky"].sort().join(", ")}); name the folder of one`,
  );
  const read = await readAnnotations((await readAnnotationFiles([out])).files);
  expect(read.problems[0]?.message).toContain("this is a bundle of several cameras: ");

  const refused = ["--out", join(root, "refused"), "--cameras"];
  expect(await refusal(file, ...refused, "rear")).toContain("--cameras: there is no camera “rear”; choose from");
  expect(await refusal("dart_out", ...refused, "all")).toContain("--cameras: the scenario is a picture, which has no cameras");
});

type Truth = { annotations: { frame: number; track_id: number; box_3d: { center: number[] } }[] };
type World = {
  ego: number;
  cameras: { id: string; folder: string }[];
  frames: { frame: number; bodies: { track_id: number; center: number[] }[] }[];
};
