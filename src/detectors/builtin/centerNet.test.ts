import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCenterNet } from "./centerNet";
import type { BuiltinFiles } from "./files";

const require = createRequire(import.meta.url);
const fileOf = (name: string, path: string) => {
  const folder = (require.resolve.paths(name) ?? []).find((each) => existsSync(join(each, name, path)));
  if (folder === undefined) throw new Error(`${name} is not installed`);
  return new Uint8Array(readFileSync(join(folder, name, path)));
};
const FILES: BuiltinFiles = {
  model: fileOf("@vladmandic/human", "models/centernet.json"),
  weights: fileOf("@vladmandic/human", "models/centernet.bin"),
  wasm: fileOf("@tensorflow/tfjs-backend-wasm", "wasm-out/tfjs-backend-wasm-simd.wasm"),
};
const SIGNAL = new AbortController().signal;

test("damaged files are refused with what to do", async () => {
  const damaged: [keyof BuiltinFiles, Uint8Array<ArrayBuffer>][] = [
    ["wasm", FILES.wasm.slice(0, 1000)],
    ["model", FILES.model.slice(0, 1000)],
    ["model", new TextEncoder().encode("<!doctype html>")],
    ["weights", FILES.weights.slice(0, 1000)],
  ];
  for (const [name, bytes] of damaged)
    await expect(openCenterNet({ ...FILES, [name]: bytes }), name).rejects.toMatchObject({
      fault: "input",
      message: expect.stringContaining("the built-in detector are damaged; build the app again") as string,
    });
});

test("the same picture gives the same objects, inside its classes and around the picture; an empty street has none", async () => {
  const detector = await openCenterNet(FILES);
  expect(detector.description).toMatchObject({ name: "CenterNet (built in)", input: "512 × 512, letterboxed" });
  expect(detector.description.digest).toMatch(/^[0-9a-f]{64}$/);
  const [width, height] = [320, 180];
  const grey = { frame: 0, width, height, rgb: new Uint8Array(width * height * 3).fill(128) };
  const noise = { ...grey, rgb: Uint8Array.from({ length: width * height * 3 }, (_, index) => (index * 2654435761) >>> 24) };
  const first = await detector.detect(noise, SIGNAL);
  expect((await detector.detect(grey, SIGNAL)).filter(({ confidence }) => confidence >= 0.25)).toEqual([]);
  expect(await detector.detect(noise, SIGNAL)).toEqual(first);
  expect(first.length).toBeGreaterThan(0);
  for (const { label, confidence } of first) {
    expect(detector.description.classes).toContain(label);
    expect(confidence).toBeLessThanOrEqual(1);
  }
  await detector.close();
  await detector.close();
  await expect(detector.detect(grey, SIGNAL)).rejects.toThrow("closed");
});
