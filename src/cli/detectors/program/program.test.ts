import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DetectorError, type DetectorPicture } from "@/detectors/detector";
import type { FrameObjects } from "@/detectors/run/runDetector";
import { openProgram, runProgram } from "./runProgram";

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "jaywalk-program-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the programs of these tests begin with: `pictures()` reads what Jaywalk sends, `answer` answers. */
const PRELUDE = `
const { closeSync, writeFileSync } = require("node:fs");
async function* pictures() {
  let got = Buffer.alloc(0);
  let header = null;
  for await (const piece of process.stdin) {
    got = Buffer.concat([got, piece]);
    for (;;) {
      const end = got.indexOf(10);
      if (header === null && end < 0) break;
      if (header === null) { header = JSON.parse(got.subarray(0, end)); got = got.subarray(end + 1); }
      if (got.length < header.bytes) break;
      yield { ...header, rgb: got.subarray(0, header.bytes) };
      got = got.subarray(header.bytes);
      header = null;
    }
  }
}
const say = (line) => process.stdout.write(line + "\\n");
const answer = (frame, detections = []) => say(JSON.stringify({ frame, detections }));
const forever = () => setInterval(() => {}, 1000);
`;

let programs = 0;
/** The command line of a program with this body. */
async function program(body: string): Promise<string> {
  const file = join(folder, `program ${programs++}.cjs`);
  await writeFile(file, `${PRELUDE}(async () => {${body}})();`);
  return `"${process.execPath}" "${file}"`;
}

const SIDE = 200;
/** Pictures whose every pixel is (frame, 2 × frame, 3 × frame). */
async function* pictures(count: number): AsyncGenerator<DetectorPicture> {
  for (let frame = 0; frame < count; frame++) {
    const rgb = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, index) => frame * ((index % 3) + 1));
    yield await Promise.resolve({ frame, width: SIDE, height: SIDE, rgb });
  }
}

type Run = { answers: FrameObjects[]; notes: readonly string[]; error: Error | null };
async function run(body: string, count = 5, { limitMs = 20_000, signal = new AbortController().signal } = {}): Promise<Run> {
  const answers: FrameObjects[] = [];
  const command = await program(body);
  try {
    const { notes, frames } = await runProgram(
      { command, limitMs },
      { pictures: pictures(count), total: count, signal, onFrame: (frame) => answers.push(frame) },
    );
    expect(frames).toEqual(answers.toSorted((one, other) => one.frame - other.frame));
    return { answers: [...frames], notes, error: null };
  } catch (error) {
    return { answers, notes: [], error: error instanceof Error ? error : new Error(String(error)) };
  }
}
const framesOf = ({ answers }: Run) => answers.map(({ frame }) => frame);
const first = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Waits until a process, whose id a program has written to a file, has ended. One that nobody has collected yet has. */
async function ended(file: string): Promise<void> {
  const pid = await readFile(file, "utf8");
  await expect
    .poll(async () => (await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "ended")).replace(/^.*\) Z .*$/s, "ended"), {
      timeout: 20_000,
    })
    .toBe("ended");
}

test("a program gets every picture's pixels and answers each; boxes as lists or objects, with or without track ids", async () => {
  const result = await run(`
    for await (const { frame, width, height, pixel_format, rgb } of pictures()) {
      const same = rgb.every((value, index) => value === frame * (index % 3 + 1));
      answer(frame, [
        { class_label: same ? pixel_format : "wrong", confidence: 0.5, bounding_box: [1, 2, width, height] },
        { class_label: "car", confidence: 1, bounding_box: { x: 0.5, y: 0, width: 3, height: 4 }, track_id: 7 },
      ]);
    }`);
  expect(result).toMatchObject({ error: null, notes: [] });
  expect(framesOf(result)).toEqual(first(5));
  for (const { objects } of result.answers)
    expect(objects).toEqual([
      { label: "rgb24", confidence: 0.5, box: { x: 1, y: 2, width: SIDE, height: SIDE } },
      { label: "car", confidence: 1, box: { x: 0.5, y: 0, width: 3, height: 4 }, trackId: 7 },
    ]);
});

describe("no order of reading and writing blocks", () => {
  test("batches of four, answered backwards, and the rest when its input ends", async () => {
    const result = await run(
      `let batch = [];
       const flush = () => { for (const frame of batch.reverse()) answer(frame); batch = []; };
       for await (const { frame } of pictures()) { batch.push(frame); if (batch.length === 4) flush(); }
       flush();`,
      11,
    );
    expect(result).toMatchObject({ error: null, notes: [] });
    expect(framesOf(result)).toEqual(first(11));
  });

  test("everything is read before anything is answered", async () => {
    const result = await run(
      `const all = []; for await (const { frame } of pictures()) all.push(frame); all.forEach((frame) => answer(frame));`,
      40,
    );
    expect(result.error).toBeNull();
    expect(framesOf(result)).toEqual(first(40));
  });

  test("a megabyte of messages and answers of a megabyte come before the next picture is read", async () => {
    const result = await run(`
      process.stderr.write("x".repeat(1e6) + "\\n");
      for (let line = 0; line < 20000; line++) say("Loading weights, step " + line);
      for await (const { frame } of pictures()) {
        const car = { class_label: "car", confidence: 0.5, bounding_box: [1, 2, 3, 4] };
        answer(frame, Array(10000).fill(car));
      }`);
    expect(result.error).toBeNull();
    expect(result.answers.map(({ objects }) => objects.length)).toEqual([10000, 10000, 10000, 10000, 10000]);
    expect(result.notes).toEqual([
      "20,000 lines of the program's output were no answer, such as “Loading weights, step 0”; print messages to standard error.",
    ]);
  });
});

describe("a program that fails is told about, with what it said last, and what it has answered is kept", () => {
  test("it dies", async () => {
    const result = await run(`
      for await (const { frame } of pictures()) {
        if (frame === 2) { console.error("Traceback"); console.error("  line 3"); console.error("ZeroDivisionError"); process.exit(3); }
        answer(frame);
      }`);
    expect(framesOf(result)).toEqual([0, 1]);
    expect(result.error?.message).toMatch(
      /^the program ended \(exit status 3\) without answering .*2.*; its last words: Traceback \| line 3 \| ZeroDivisionError$/,
    );
  });

  test("it leaves frames out", async () => {
    const result = await run(`for await (const { frame } of pictures()) if (frame % 2 === 0) answer(frame);`);
    expect(result.error?.message).toBe(
      "the program ended (exit status 0) without answering 2 frames (1, 3); " +
        "it must answer every frame, with an empty list where nothing is found",
    );
  });

  test("it hangs, before it reads or before it answers", async () => {
    const pid = join(folder, "hanging.pid");
    const result = await run(
      `writeFileSync(${JSON.stringify(pid)}, String(process.pid));
       for await (const { frame } of pictures()) if (frame < 2) answer(frame); else await new Promise(forever);`,
      5,
      { limitMs: 1500 },
    );
    expect(framesOf(result)).toEqual([0, 1]);
    expect(result.error?.message).toMatch(
      /^the program has n(ot|either read nor) answered for 1\.5 s \(no answer to .*2.*\); let it flush its output/,
    );
    await ended(pid);
    const deaf = await run("forever();", 5, { limitMs: 1000 });
    expect(deaf.error?.message).toMatch(/^the program has neither read nor answered for 1 s/);
  });

  test("it does not exist", async () => {
    const answers = runProgram(
      { command: "no-such-detector --fast", limitMs: 20_000 },
      { pictures: pictures(3), total: 3, signal: new AbortController().signal },
    );
    await expect(answers).rejects.toMatchObject({ fault: "input" });
    await expect(answers).rejects.toThrow(/^“no-such-detector --fast” cannot be run: there is no such program/);
  });

  test("it closes its input and goes on", async () => {
    const result = await run(
      `for await (const { frame } of pictures()) { answer(frame); if (frame === 1) break; } closeSync(0); forever();`,
      60,
    );
    expect(framesOf(result)).toEqual([0, 1]);
    expect(result.error?.message).toMatch(/^the program closed its standard input after \d+ pictures; let it read until its input ends/);
  });

  test.each([
    ["twice", "answer(frame); answer(frame);", /answers frame 0, which was already answered$/],
    ["a frame that was not sent", "answer(77);", /^line 1 of the program's output answers frame 77, which was not sent$/],
    [
      "a Python dictionary",
      `say("{'frame': 0}");`,
      /^line 1 of the program's output: it is a Python dictionary, not JSON; print json\.dumps\(answer\)/,
    ],
    [
      "half a line",
      `say('{"frame": 0, "det');`,
      /^line 1 of the program's output: not JSON: \{"frame": 0, "det; an answer is \{"frame": 0, "detections"/,
    ],
    ["no list", `say('{"frame": 0}');`, /detections must be a list, empty where nothing is found, not nothing/],
    ["no frame", `say('{"detections": []}');`, /frame must be the number of the frame that it answers, not nothing/],
    [
      "NaN",
      `say('{"frame": 0, "detections": [{"class_label": "car", "confidence": 0.5, "bounding_box": [1, NaN, 3, 4]}]}');`,
      /NaN is not a number in JSON; leave out/,
    ],
    [
      "a negative size",
      `answer(frame, [{ class_label: "car", confidence: 0.5, bounding_box: [1, 2, -3, 4] }]);`,
      /detections\[0\]\.bounding_box is -3 × 4; sizes cannot/,
    ],
    [
      "corners of null",
      `answer(frame, [{ class_label: "car", confidence: 0.5, bounding_box: [1, 2, null, 4] }]);`,
      /bounding_box must be \[x, y, width, height\]/,
    ],
    [
      "a confidence of 87",
      `answer(frame, [{ class_label: "car", confidence: 87, bounding_box: [1, 2, 3, 4] }]);`,
      /detections\[0\]\.confidence must be between 0 and 1, not 87/,
    ],
    [
      "no class",
      `answer(frame, [{ confidence: 1, bounding_box: [1, 2, 3, 4] }]);`,
      /class_label must be a name, such as "person", not nothing/,
    ],
    [
      "a detection that is a number",
      "answer(frame, [5]);",
      /detections\[0\] must be an object with class_label, confidence and bounding_box, not 5/,
    ],
  ])("it answers with %s", async (_, reply, message) => {
    const { error } = await run(`for await (const { frame } of pictures()) { ${reply} }`);
    expect(error).toBeInstanceOf(DetectorError);
    expect(error?.message).toMatch(message);
  });
});

test("what is odd at its end is told, but costs no answer", async () => {
  const failing = await run(`for await (const { frame } of pictures()) answer(frame); process.exit(9);`);
  expect(failing).toMatchObject({ error: null, notes: ["The program ended with exit status 9 after its last answer."] });
  expect(framesOf(failing)).toEqual(first(5));
});

test("cancelled, the program ends with everything that it has started", async () => {
  const [parent, child] = [join(folder, "parent.pid"), join(folder, "child.pid")];
  const cancel = new AbortController();
  const body = `
    process.on("SIGTERM", () => {});
    const { spawn } = require("node:child_process");
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
    writeFileSync(${JSON.stringify(parent)}, String(process.pid));
    writeFileSync(${JSON.stringify(child)}, String(other.pid));
    for await (const { frame } of pictures()) { if (frame < 2) answer(frame); if (frame === 1) say("ready"); }
    forever();`;
  const command = await program(body);
  const reason = new Error("cancelled by the user");
  const answers = runProgram(
    { command, limitMs: 60_000 },
    { pictures: pictures(5), total: 5, signal: cancel.signal, onFrame: ({ frame }) => void (frame === 1 && cancel.abort(reason)) },
  );
  await expect(answers).rejects.toBe(reason);
  await Promise.all([parent, child].map(ended));
});

test("as a detector it is asked for one picture after the other", async () => {
  const detector = openProgram({ command: await program(`for await (const { frame } of pictures()) answer(frame);`), limitMs: 20_000 });
  const signal = new AbortController().signal;
  for await (const picture of pictures(3)) expect(await detector.detect(picture, signal)).toEqual([]);
  await detector.close();
  await detector.close();
  for await (const picture of pictures(1)) await expect(detector.detect(picture, signal)).rejects.toThrow("the program was closed");
});

test("what a listener throws ends the run, also at the last answer", async () => {
  const command = await program("for await (const { frame } of pictures()) answer(frame);");
  for (const at of [0, 2]) {
    const onFrame = ({ frame }: FrameObjects) => {
      if (frame === at) throw new Error(`the listener failed at ${frame}`);
    };
    const signal = new AbortController().signal;
    const run = runProgram({ command, limitMs: 20_000 }, { pictures: pictures(3), total: 3, signal, onFrame });
    await expect(run).rejects.toThrow(`the listener failed at ${at}`);
  }
});
