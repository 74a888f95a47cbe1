import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DetectorError } from "@/detectors/detector";
import type { FrameObjects } from "@/detectors/run/runDetector";
import { UsageError } from "../errors";
import { endOnSignals } from "../shutdown";
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

test("Ctrl C stops the run and keeps its answers before the process exits", async () => {
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
  const run = keepingAnswers(kept(), ({ signal, onFrame }) => {
    onFrame(frame(0));
    onFrame(frame(1));
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("decoder was killed"))));
  });
  run.catch(() => undefined);
  process.emit("SIGINT");
  expect(await exited).toBe(130);
  await expect(run).rejects.toThrow("decoder was killed");
  expect(await readFile(join(folder, "found.partial.ndjson"), "utf8")).toBe("0\n1\n");
  expect(said).toEqual([
    `jaywalk: the answers to 2 of 4 frames are in ${join(folder, "found.partial.ndjson")}\n`,
    "jaywalk: interrupted (SIGINT); finished output is kept\n",
  ]);
  vi.restoreAllMocks();
});
