import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseScenario, withDuration } from "@/core/document";
import { returnedScenario } from "@/exchange";
import { DEFAULT_WRITE_OPTIONS, scenarioSource, writeAnnotations } from "@/formats";
import { findPreset } from "@/presets";
import { refusalOf, runCommand } from "../testing/commands";
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
