import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { expect, it } from "vitest";
import { DetectorError, type Detector } from "@/detectors/detector";
import { walkerScenario } from "@/search/testing";
import { videoDetector } from "./videoDetector";

const DESCRIPTION = { name: "echo", version: "2", digest: "ab", classes: [], input: "" };

function setUp(fail: () => boolean = () => false) {
  const count = { opened: 0, closed: 0 };
  const folders: string[] = [];
  const open = (): Promise<Detector> => {
    count.opened++;
    return Promise.resolve({
      description: DESCRIPTION,
      detect: () => (fail() ? Promise.reject(new DetectorError("failed", "it failed")) : Promise.resolve([])),
      close: () => Promise.resolve(void count.closed++),
    });
  };
  const videos = {
    video: (_: unknown, folder: string) => {
      folders.push(folder);
      return Promise.reject(new Error("the disk is full"));
    },
    close: () => Promise.resolve(),
  };
  return { open, videos, count, folders };
}

it("says which detector it is, and leaves nothing behind if a video cannot be made", async () => {
  const { open, videos, count, folders } = setUp();
  const detector = await videoDetector({ open, videos, every: 5, confidence: 0.25 });
  expect(detector.description).toBe("echo 2, SHA-256 ab, every 5 frames");
  await expect(detector.answer(walkerScenario(10), new AbortController().signal)).rejects.toThrow("the disk is full");
  expect(folders).toHaveLength(1);
  expect(folders.every((folder) => !existsSync(dirname(folder)))).toBe(true);
  await detector.close();
  expect(count).toEqual({ opened: 1, closed: 1 });
});

it("ends with the signal's reason if it was cancelled", async () => {
  const { open, videos, folders } = setUp();
  const detector = await videoDetector({ open, videos, every: 1, confidence: 0.25 });
  await expect(detector.answer(walkerScenario(10), AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
  expect(folders).toEqual([]);
  await detector.close();
});
