import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import { lanesFor } from "@/detectors/lanes/lanesFor";
import { yolov8Model } from "@/detectors/onnx/testing/colourModels";
import { bytesOf, chosenDetector, readOwnModel, thisMachine } from "./chosenDetector";

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "jaywalk-chosen-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

test("the confidence is that of the command line, of the options' file, or the usual, for every kind of detector", async () => {
  const [model, onnxOptions] = [join(folder, "my.onnx"), join(folder, "options.json")];
  await writeFile(model, yolov8Model({ width: 64, height: 64 }));
  await writeFile(onnxOptions, JSON.stringify({ confidence: 0.01 }));
  const classMap = USUAL_CLASS_MAP;
  expect(await readOwnModel(model, { classMap })).toMatchObject({ confidence: 0.25 });
  expect(await readOwnModel(model, { classMap, onnxOptions })).toMatchObject({ confidence: 0.01, options: { confidence: 0.01 } });
  expect(await readOwnModel(model, { classMap, onnxOptions, confidence: 0.5 })).toMatchObject({ confidence: 0.5 });
  expect(await chosenDetector({ classMap, command: "my" })).toMatchObject({ confidence: 0.25 });
  expect(await chosenDetector({ classMap, command: "my", confidence: 0 })).toMatchObject({ confidence: 0 });
});

test("on this machine as many lanes as its memory holds are opened, fewer for a large model", () => {
  const machine = thisMachine();
  expect(machine.cores).toBeGreaterThanOrEqual(1);
  expect(machine.memoryGB).toBeGreaterThan(0);
  expect(machine.memoryGB).toBeLessThanOrEqual(totalmem() / 2 ** 30);
  expect(lanesFor(bytesOf({ kind: "builtin", files: filesOf(2 ** 22) }), { cores: 64, memoryGB: 16 })).toBe(8);
  const files = { name: "my.onnx", model: new Uint8Array(2 ** 20), weights: new Map([["my.onnx_data", new Uint8Array(2 ** 28)]]) };
  expect(bytesOf({ kind: "onnx", files, options: {}, wasm: new Uint8Array() })).toBe(2 ** 20 + 2 ** 28);
  expect(lanesFor(2 ** 28, { cores: 64, memoryGB: 16 })).toBe(6);
});

const filesOf = (weights: number) => ({ model: new Uint8Array(1), weights: new Uint8Array(weights), wasm: new Uint8Array(1) });
