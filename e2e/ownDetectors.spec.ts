import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { writeBundle } from "@/cli/testing/bundle";
import { withDuration, withSize } from "@/core/document";
import type { FoundObject } from "@/detectors/detector";
import type { LaneAnswer, LaneRequest } from "@/detectors/lanes/protocol";
import { openOnnxDetector } from "@/detectors/onnx/onnxDetector";
import * as models from "@/detectors/onnx/testing/colourModels";
import { schematicPicture } from "@/detectors/onnx/testing/pictures";
import { findPreset } from "@/presets";
import { jaywalk, tryJaywalk } from "./support/commandLine";
import { ExportServer } from "./support/exportServer";

/** Detectors of the user's: ONNX models and programs, in the built command line and in the workers of the built page. */

const directory = mkdtempSync(join(tmpdir(), "jaywalk-own-detectors-"));
test.afterAll(() => rmSync(directory, { recursive: true, force: true }));

const SIZE = { width: 640, height: 360 };
/** The picture's width, and a height that a YOLO can have: letterboxing only adds to it. */
const MODEL = { width: 640, height: 384 };
const NAMES = models.COLOUR_CLASSES;
const FROM_1 = Object.fromEntries(NAMES.map((name, index) => [String(index + 1), name]));
const HEADS = {
  yolov5: { file: models.yolov5Model(MODEL), classes: NAMES },
  yolov8: { file: models.yolov8Model(MODEL), classes: NAMES },
  yolov10: { file: models.yolov10Model(MODEL), classes: NAMES },
  detr: { file: models.detrModel(MODEL, true), classes: NAMES },
  ssd: { file: models.ssdModel(MODEL), classes: FROM_1 },
};
const FRAMES = 12;
/** What is in each frame: a pedestrian that walks and a vehicle that stands. */
const boxesAt = (frame: number) => ({
  pedestrian: { x: 40 + 10 * frame, y: 100, width: 30, height: 80 },
  vehicle: { x: 400, y: 180, width: 120, height: 60 },
});
const pictureAt = (frame: number) => schematicPicture(SIZE, boxesAt(frame), frame);
const pictures = Array.from({ length: FRAMES }, (_, frame) => pictureAt(frame).rgb);

/** Writes a bundle whose video shows these pictures, exactly. */
async function renderedBundle(): Promise<string> {
  const folder = join(directory, "bundle");
  const scenario = findPreset("dart_out")?.scenario;
  if (!scenario) throw new Error("the preset is missing");
  const { width, height } = SIZE;
  await writeBundle(folder, withDuration(withSize(scenario, width, height), FRAMES));
  const raw = Buffer.concat(pictures);
  const input = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", `${width}x${height}`, "-r", "30", "-i", "-"];
  const { status, stderr } = spawnSync(
    "ffmpeg",
    ["-y", ...input, "-c:v", "libx264", "-qp", "0", "-pix_fmt", "yuv420p", join(folder, "video.mp4")],
    {
      input: raw,
      encoding: "utf8",
    },
  );
  expect(status, stderr).toBe(0);
  return folder;
}

type Reported = { frame: number; class_label: string; bounding_box: { x: number; y: number; width: number; height: number } };
const reported = (file: string): Reported[] =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Reported);

test("a model finds coloured rectangles in a video to the pixel, on any number of lanes; what fails says why", async () => {
  test.setTimeout(300_000);
  const bundle = await renderedBundle();
  const save = (name: string, content: string | Uint8Array): string => {
    const file = join(directory, name);
    writeFileSync(file, content);
    return file;
  };
  const out = (name: string) => join(directory, name);
  const yolo = save("yolov8.onnx", HEADS.yolov8.file);
  await test.step("1 and 3 lanes", () => {
    jaywalk("detect", bundle, "--model", yolo, "--lanes", "1", "--out", out("1.ndjson"));
    jaywalk("detect", bundle, "--model", yolo, "--lanes", "3", "--out", out("3.ndjson"));
    expect(readFileSync(out("3.ndjson"), "utf8")).toBe(readFileSync(out("1.ndjson"), "utf8"));
    const found = reported(out("1.ndjson"));
    expect(found.map(({ frame, class_label }) => `${frame} ${class_label}`).sort()).toEqual(
      pictures.flatMap((_, frame) => [`${frame} pedestrian`, `${frame} vehicle`]).sort(),
    );
    for (const { frame, class_label, bounding_box } of found) {
      const right = boxesAt(frame)[class_label === "vehicle" ? "vehicle" : "pedestrian"];
      for (const side of ["x", "y", "width", "height"] as const) expect(Math.abs(bounding_box[side] - right[side])).toBeLessThanOrEqual(1);
    }
  });
  await test.step("how a model would be run is told without running it", () => {
    const told = jaywalk("detect", "--model", yolo, "--describe", "--resize", "stretch");
    expect(told).toMatch(/head +yolov8 +output output0 float32 \[1, 8, 5040\]: one box for each of 5040 cells/);
    expect(told).toMatch(/resize +stretch +given/);
  });
  await test.step("a model that never answers", () => {
    const model = save("endless.onnx", models.endlessModel(MODEL));
    const { status, stderr } = tryJaywalk("detect", bundle, "--model", model, "--timeout", "2", "--out", out("endless.ndjson"));
    expect(status).toBe(1);
    expect(stderr).toMatch(/^jaywalk: frame \d+: endless\.onnx did not answer within 2 s; allow it more time, or use a smaller model$/m);
    expect(existsSync(out("endless.ndjson"))).toBe(false);
  });
  await test.step("a model of 2 GB, and one whose weights are missing", () => {
    const model = save("huge.onnx", "");
    truncateSync(model, 2 ** 31);
    const huge = tryJaywalk("detect", bundle, "--model", model, "--out", out("huge.ndjson"));
    expect(huge.status).toBe(2);
    expect(huge.stderr).toMatch(/^jaywalk: huge\.onnx is 2\.0 GB; at most 1\.0 GB can be run/);
    rmSync(model);
    const split = models.yolov8WithWeights(MODEL);
    const parts = ["detect", bundle, "--model", save("split.onnx", split.model), "--out", out("split.ndjson"), "--every", "4"];
    expect(tryJaywalk(...parts).stderr).toMatch(
      /weights of split\.onnx are in another file, .*my\.onnx_data, which does not exist; put it next/,
    );
    save("my.onnx_data", split.weights);
    jaywalk(...parts);
    expect(readFileSync(out("split.ndjson"), "utf8")).toBe(
      readFileSync(out("1.ndjson"), "utf8").replace(/^.*"frame":(?!0,|4,|8,).*\n/gm, ""),
    );
  });
  await test.step("a program, and one that dies", () => {
    const program = (name: string, then: string) => {
      const file = save(
        name,
        `let got = Buffer.alloc(0), head = null;
         process.stdin.on("data", (piece) => {
           got = Buffer.concat([got, piece]);
           for (;;) {
             const end = got.indexOf(10);
             if (!head && end >= 0) { head = JSON.parse(got.subarray(0, end)); got = got.subarray(end + 1); }
             if (!head || got.length < head.bytes) return;
             const { frame, width, height } = head;
             got = got.subarray(head.bytes);
             head = null;
             ${then}
             const detections = [{ class_label: "walker", confidence: 1, bounding_box: [0, 0, width, height] }];
             console.log(JSON.stringify({ frame, detections }));
           }
         });`,
      );
      return `"${process.execPath}" "${file}"`;
    };
    const map = save("map.json", JSON.stringify({ Walker: "pedestrian" }));
    const given = ["detect", bundle, "--class-map", map, "--every", "3", "--out", out("program.ndjson"), "--command"];
    jaywalk(...given, program("fine.cjs", ""));
    expect(reported(out("program.ndjson")).map(({ frame, class_label }) => [frame, class_label])).toEqual(
      [0, 3, 6, 9].map((frame) => [frame, "pedestrian"]),
    );
    rmSync(out("program.ndjson"));
    const dying = tryJaywalk(...given, program("dying.cjs", `if (frame === 6) { console.error("no more memory"); process.exit(4); }`));
    expect(dying.status).toBe(1);
    expect(dying.stderr).toMatch(
      /^jaywalk: the program ended \(exit status 4\) without answering .*6.*; its last words: no more memory; /m,
    );
    expect(dying.stderr).toMatch(/; the answers to 2 of 4 frames are in .*program\.partial\.ndjson$/m);
    expect(existsSync(out("program.ndjson"))).toBe(false);
    expect(reported(out("program.partial.ndjson")).map(({ frame }) => frame)).toEqual([0, 3]);
  });
});

test("ONNX models find the same in the page's workers as in Node, from the page's own origin and without eval", async ({ page }) => {
  test.setTimeout(180_000);
  const wasm = new Uint8Array(readFileSync(fileURLToPath(new URL("../dist/detectors/ort-wasm-simd-threaded.wasm", import.meta.url))));
  const half = { file: models.halfPrecisionModel(MODEL), classes: NAMES };
  const inNode: (readonly FoundObject[])[] = [];
  const picture = pictureAt(3);
  for (const { file, classes } of [...Object.values(HEADS), half]) {
    const detector = await openOnnxDetector({ name: "my.onnx", model: file, weights: new Map() }, { classes }, wasm);
    inNode.push(await detector.detect(picture, new AbortController().signal));
    await detector.close();
  }
  const lane = readdirSync(fileURLToPath(new URL("../dist/assets", import.meta.url))).find((name) => /^laneWorker-.*\.js$/.test(name));
  const server = await ExportServer.start();
  const asked = new Set<string>();
  page.on("request", (request) => asked.add(new URL(request.url()).origin));
  const violations: string[] = [];
  page.on("console", (message) => violations.push(...(message.text().includes("Content Security Policy") ? [message.text()] : [])));
  try {
    await page.goto(`${server.origin}/selftest.html?drive`);
    const inPage = await page.evaluate(
      async ({ lane, sources, rgb, width, height }) => {
        const bytes = async (base64: string) =>
          new Uint8Array(await (await fetch(`data:application/octet-stream;base64,${base64}`)).arrayBuffer());
        const wasm = new Uint8Array(await (await fetch("detectors/ort-wasm-simd-threaded.wasm")).arrayBuffer());
        const found: unknown[] = [];
        for (const { model, classes } of sources) {
          const worker = new Worker(`assets/${lane}`, { type: "module" });
          const ask = (request: LaneRequest) =>
            new Promise<LaneAnswer>((resolve, reject) => {
              worker.onmessage = ({ data }: MessageEvent<LaneAnswer>) => resolve(data);
              worker.onerror = ({ message }) => reject(new Error(message));
              worker.postMessage(request);
            });
          const files = { name: "my.onnx", model: await bytes(model), weights: new Map() };
          const opened = await ask({ id: 0, type: "open", source: { kind: "onnx", files, options: { classes }, wasm } });
          if (opened.type !== "opened") throw new Error(JSON.stringify(opened));
          const answer = await ask({ id: 1, type: "detect", picture: { frame: 3, width, height, rgb: await bytes(rgb) } });
          found.push(answer.type === "found" ? answer.objects : answer);
          worker.terminate();
        }
        return found;
      },
      {
        lane: lane ?? "",
        sources: [...Object.values(HEADS), half].map(({ file, classes }) => ({ model: Buffer.from(file).toString("base64"), classes })),
        rgb: Buffer.from(picture.rgb).toString("base64"),
        ...SIZE,
      },
    );
    expect(inPage).toEqual(inNode);
    expect(inNode.map((objects) => objects.length)).toEqual(inNode.map(() => 2));
    expect([...asked].filter((origin) => origin !== "null")).toEqual([server.origin]);
    expect(violations).toEqual([]);
  } finally {
    await server.close();
  }
});
