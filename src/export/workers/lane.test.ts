import { afterEach, expect, it, vi } from "vitest";
import type { Sights } from "@/core/scene";
import { streetScenario } from "@/render/road/testing/streetScenario";
import { Lane } from "./lane";
import type { DrawAnswer, EncodeAnswer, EncodedSegment } from "./protocol";

afterEach(() => vi.unstubAllGlobals());

const VIDEO = { width: 320, height: 180, fps: 30, durationFrames: 2 };
const SEGMENT = { index: 0, start: 0, end: 2 };
const SIGHTS: Sights = { bodies: [], ignored: [] };
const ENCODED: EncodedSegment = { index: 0, data: new ArrayBuffer(0), packets: [], digests: [] };

/** A lane between whose workers the test stands: messages arrive in the order in which they are sent here. */
function laneWithWorkers() {
  const workers = new Map<string, { onmessage: (event: { data: EncodeAnswer | DrawAnswer }) => void }>();
  vi.stubGlobal(
    "Worker",
    class {
      onmessage = () => undefined;
      constructor(_: URL, { name }: { name: string }) {
        workers.set(name, this);
      }
      postMessage() {}
      terminate() {}
    },
  );
  const counted: number[] = [];
  const picture = { scenario: streetScenario("dashcam", VIDEO), firstFrame: 0, frameStamp: false, instances: false, sights: true };
  const lane = new Lane({
    picture,
    engine: "ffmpeg",
    codec: "h264",
    quality: "high",
    module: null,
    ringFrameBytes: 16,
    onSights: (frame) => void counted.push(frame),
  });
  return { lane, counted, send: (name: "encode" | "draw", data: EncodeAnswer | DrawAnswer) => workers.get(name)?.onmessage({ data }) };
}

it("a segment is done when what was counted in all its frames has arrived, even if the last frame is encoded before", async () => {
  const { lane, counted, send } = laneWithWorkers();
  let isDone = false;
  const done = lane.run(SEGMENT, () => undefined).then(() => (isDone = true));
  send("draw", { type: "sights", frame: 0, sights: SIGHTS });
  send("encode", { type: "encoded", segment: ENCODED });
  await new Promise((resolve) => setTimeout(resolve));
  expect(isDone).toBe(false);
  send("draw", { type: "sights", frame: 1, sights: SIGHTS });
  send("draw", { type: "drawn" });
  await done;
  expect(counted).toEqual([0, 1]);
});

it("a segment fails with the worker that draws it", async () => {
  const { lane, send } = laneWithWorkers();
  const run = lane.run(SEGMENT, () => undefined);
  send("draw", { type: "failed", message: "no picture" });
  await expect(run).rejects.toThrow("no picture");
});
