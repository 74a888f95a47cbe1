import { describe, expect, test } from "vitest";
import { DetectorError } from "../detector";
import type { LaneAnswer, LaneReply, LaneRequest } from "./protocol";
import { openInWorker, type LaneWorker } from "./workerLane";

const SOURCE = { kind: "builtin", files: { model: new Uint8Array(), weights: new Uint8Array(), wasm: new Uint8Array() } } as const;
const PICTURE = { frame: 7, width: 1, height: 1, rgb: new Uint8Array(3) };
const DESCRIPTION = { name: "there", version: "", digest: null, classes: [], input: "" };
const NEVER = new AbortController().signal;

/** A worker that answers as told; `die` ends it from outside. */
function worker(answerTo: (request: LaneRequest) => LaneReply | null) {
  const state = { terminated: 0, asked: [] as string[], die: (() => undefined) as (reason: string) => void };
  let say: (answer: LaneAnswer) => void = () => undefined;
  const port: LaneWorker = {
    post: (request) => {
      state.asked.push(request.type);
      const answer = answerTo(request);
      if (answer) queueMicrotask(() => say({ ...answer, id: request.id }));
    },
    listen: (onAnswer, onEnd) => {
      say = onAnswer;
      state.die = onEnd;
    },
    terminate: () => void state.terminated++,
  };
  return { port, state };
}

const opened: LaneReply = { type: "opened", description: DESCRIPTION };

describe("a lane in a worker", () => {
  test("opens there, answers pictures one by one, and ends with the detector", async () => {
    const objects = [{ label: "car", confidence: 0.5, box: { x: 1, y: 2, width: 3, height: 4 } }];
    const { port, state } = worker((request) => (request.type === "open" ? opened : { type: "found", objects }));
    const detector = await openInWorker(port, SOURCE, NEVER);
    expect(detector.description).toEqual(DESCRIPTION);
    expect(await detector.detect(PICTURE, NEVER)).toEqual(objects);
    expect(await detector.detect(PICTURE, NEVER)).toEqual(objects);
    await detector.close();
    await detector.close();
    expect(state.asked).toEqual(["open", "detect", "detect"]);
    expect(state.terminated).toBeGreaterThan(0);
    await expect(detector.detect(PICTURE, NEVER)).rejects.toThrow("closed");
  });

  test("one that cannot open says why, and leaves no worker behind", async () => {
    const { port, state } = worker(() => ({ type: "failed", fault: "input", message: "the model is damaged" }));
    await expect(openInWorker(port, SOURCE, NEVER)).rejects.toMatchObject({ fault: "input", message: "the model is damaged" });
    expect(state.terminated).toBe(1);
  });

  test("one whose worker ends is a crash, for the running picture and every later one", async () => {
    const { port, state } = worker((request) => (request.type === "open" ? opened : null));
    const detector = await openInWorker(port, SOURCE, NEVER);
    const answer = detector.detect(PICTURE, NEVER);
    state.die("out of memory");
    await expect(answer).rejects.toBeInstanceOf(DetectorError);
    await expect(answer).rejects.toMatchObject({ fault: "crash", message: "the worker that runs the detector ended: out of memory" });
    await expect(detector.detect(PICTURE, NEVER)).rejects.toMatchObject({ fault: "crash" });
  });

  test("cancelled in the middle of a picture or while it opens, its worker is ended at once", async () => {
    const cancel = new AbortController();
    const { port, state } = worker((request) => (request.type === "open" ? opened : null));
    const detector = await openInWorker(port, SOURCE, cancel.signal);
    const answer = detector.detect(PICTURE, cancel.signal);
    const reason = new DOMException("enough", "AbortError");
    cancel.abort(reason);
    await expect(answer).rejects.toBe(reason);
    expect(state.terminated).toBe(1);
    const silent = worker(() => null);
    const later = new AbortController();
    const opening = openInWorker(silent.port, SOURCE, later.signal);
    later.abort(reason);
    await expect(opening).rejects.toBe(reason);
    expect(silent.state.terminated).toBeGreaterThan(0);
  });

  test("an answer belongs to the picture it was asked about, even if it is late and another picture was asked about since", async () => {
    const later: (() => void)[] = [];
    let say: (answer: LaneAnswer) => void = () => undefined;
    const port: LaneWorker = {
      post: (request) => {
        if (request.type === "open") return queueMicrotask(() => say({ ...opened, id: request.id }));
        const box = { x: request.picture.frame, y: 0, width: 1, height: 1 };
        later.push(() => say({ type: "found", objects: [{ label: "car", confidence: 0.5, box }], id: request.id }));
      },
      listen: (onAnswer) => {
        say = onAnswer;
      },
      terminate: () => undefined,
    };
    const detector = await openInWorker(port, SOURCE, NEVER);
    const answers = [7, 8].map((frame) => detector.detect({ ...PICTURE, frame }, NEVER));
    for (const answer of later.reverse()) answer();
    expect((await Promise.all(answers)).map(([found]) => found?.box.x)).toEqual([7, 8]);
  });
});
