import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import { yolov8Model } from "@/detectors/onnx/testing/colourModels";
import { chosenDetector, readOwnModel } from "./chosenDetector";

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
