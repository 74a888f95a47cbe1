import { readdirSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DetectorError } from "@/detectors/detector";
import type { FrameObjects } from "@/detectors/run/runDetector";
import { UsageError } from "../errors";
import { keepingAnswers } from "./keepAnswers";

let folder = "";
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "jaywalk-kept-"))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const frame = (number: number): FrameObjects => ({ frame: number, width: 1, height: 1, objects: [] });
const kept = () => ({
  out: join(folder, "found.ndjson"),
  total: 4,
  contentOf: (answered: readonly FrameObjects[]) => answered.map((one) => `${one.frame}\n`),
});
const failing = (error: Error) =>
  keepingAnswers(kept(), ({ onFrame }) => {
    onFrame(frame(3));
    onFrame(frame(0));
    return Promise.reject(error);
  }).catch((reason: unknown) => reason);

test("whatever a run fails with, its answers are kept in order, next to those of earlier runs, and told of", async () => {
  await writeFile(join(folder, "found.partial.ndjson"), "of an earlier run");
  const damaged = await failing(new Error("video.mp4 cannot be decoded: no frame"));
  expect(damaged).toBeInstanceOf(Error);
  expect(damaged).toMatchObject({
    message: `video.mp4 cannot be decoded: no frame; the answers to 2 of 4 frames are in ${join(folder, "found.partial-2.ndjson")}`,
  });
  expect(await failing(new DetectorError("crash", "it ended"))).toMatchObject({
    fault: "crash",
    message: expect.stringMatching(/^it ended; the answers to 2 of 4 frames are in .*partial-3\.ndjson$/) as string,
  });
  expect(await failing(new UsageError("name another"))).toBeInstanceOf(UsageError);
  expect(await readFile(join(folder, "found.partial.ndjson"), "utf8")).toBe("of an earlier run");
  expect(await readFile(join(folder, "found.partial-2.ndjson"), "utf8")).toBe("0\n3\n");
});

test("a run that succeeds, or fails before its first answer, leaves no file", async () => {
  await expect(keepingAnswers(kept(), () => Promise.reject(new Error("no such program")))).rejects.toThrow(/^no such program$/);
  expect(await keepingAnswers(kept(), ({ onFrame }) => Promise.resolve(onFrame(frame(0))))).toBeUndefined();
  expect(await readdir(folder)).toEqual([]);
});

/** What is said and left behind when the process is interrupted during a run. @param run is given what interrupts it */
async function interrupted(
  run: (listening: Listening, writeOutput: (content: Iterable<string>) => Promise<void>) => Promise<unknown>,
): Promise<{ status: unknown; said: string[]; fate: string }> {
  // A process ends once.
  vi.resetModules();
  const { keepingAnswers } = await import("./keepAnswers");
  const { endOnSignals } = await import("../shutdown");
  const { writeOutput } = await import("../files/output");
  process.removeAllListeners("SIGINT");
  endOnSignals();
  const said: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((...given: unknown[]) => {
    said.push(String(given[0]));
    const then = given.at(-1);
    if (typeof then === "function") (then as () => void)();
    return true;
  });
  const exited = new Promise<unknown>((resolve) => {
    vi.spyOn(process, "exit").mockImplementation((status) => {
      resolve(status);
      return undefined as never;
    });
  });
  const running = keepingAnswers(kept(), (listening) => run(listening, (content) => writeOutput("--out", kept().out, content)));
  const fate = running.then(
    () => "written",
    (error: unknown) => String(error),
  );
  const status = await exited;
  vi.restoreAllMocks();
  return { status, said, fate: await fate };
}
type Listening = Parameters<Parameters<typeof keepingAnswers>[1]>[0];

const FINISHED = "jaywalk: interrupted (SIGINT); finished output is kept\n";

test("Ctrl C stops the run and keeps its answers before the process exits", async () => {
  const { status, said, fate } = await interrupted(({ signal, onFrame }) => {
    onFrame(frame(0));
    onFrame(frame(1));
    queueMicrotask(() => process.emit("SIGINT"));
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("decoder was killed"))));
  });
  expect([status, fate]).toEqual([130, "Error: decoder was killed"]);
  expect(await readFile(join(folder, "found.partial.ndjson"), "utf8")).toBe("0\n1\n");
  expect(said).toEqual([`jaywalk: the answers to 2 of 4 frames are in ${join(folder, "found.partial.ndjson")}\n`, FINISHED]);
});

test("Ctrl C while the finished file is being written leaves the old one whole, and keeps all answers", async () => {
  await writeFile(kept().out, "an earlier result");
  const { status, said } = await interrupted(async ({ onFrame }, write) => {
    for (const number of [0, 1, 2, 3]) onFrame(frame(number));
    await write(
      (function* () {
        yield "half";
        process.emit("SIGINT");
        // Until what was begun is gone.
        while (readdirSync(folder).some((name) => !name.endsWith(".ndjson"))) yield "x";
      })(),
    );
  });
  expect(status).toBe(130);
  expect(await readFile(kept().out, "utf8")).toBe("an earlier result");
  expect(await readFile(join(folder, "found.partial.ndjson"), "utf8")).toBe("0\n1\n2\n3\n");
  expect(said).toEqual([`jaywalk: the answers to 4 of 4 frames are in ${join(folder, "found.partial.ndjson")}\n`, FINISHED]);
});

test("Ctrl C when everything is written leaves the new file whole, and nothing beside it", async () => {
  await writeFile(kept().out, "an earlier result");
  const { said, fate } = await interrupted(async ({ onFrame }, write) => {
    onFrame(frame(0));
    await write(["new"]);
    process.emit("SIGINT");
  });
  expect([said, fate]).toEqual([[FINISHED], "written"]);
  expect(await readdir(folder)).toEqual(["found.ndjson"]);
  expect(await readFile(kept().out, "utf8")).toBe("new");
});
