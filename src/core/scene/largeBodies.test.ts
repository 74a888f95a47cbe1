import { afterEach, describe, expect, it, vi } from "vitest";
import { createActor, createScenario, type Scenario } from "../document";
import { frameState, visibleMaskOf, type ActorState } from ".";

const FRAME = { width: 640, height: 360 };

/** A scenario with one actor of this box, and one of usual size in front of it. */
function scenarioWith(box: { x: number; y: number; width: number; height: number }, video = FRAME): Scenario {
  const scale = Math.max(1, box.width / 10_000, box.height / 10_000);
  const size = { width: box.width / scale, height: box.height / scale };
  const large = createActor({
    id: "large",
    trackId: 1,
    type: "vehicle",
    size,
    startFrame: 0,
    endFrame: 10,
    waypoints: [{ x: box.x + box.width / 2, y: box.y + box.height, scale }],
  });
  const small = createActor({
    id: "small",
    trackId: 2,
    type: "pedestrian",
    size: { width: 40, height: 100 },
    startFrame: 0,
    endFrame: 10,
    waypoints: [{ x: 300, y: 180 }],
  });
  return createScenario({
    id: "large",
    style: "illustrated",
    video: { ...video, fps: 30, durationFrames: 10 },
    actors: [large, { ...small, depth: 100_000 }],
  });
}

function actorIn(scenario: Scenario, trackId: number): ActorState {
  const body = frameState(scenario, 0).bodies.find((other) => other.kind === "actor" && other.trackId === trackId);
  if (body?.kind !== "actor") throw new Error(`track ${trackId} is not in the picture`);
  return body;
}

describe("a body larger than the frame", () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    { x: -50_000, y: -50_000, width: 100_000, height: 100_000 },
    { x: -10, y: -90_000, width: 700, height: 100_000 },
    { x: -90_000, y: 100, width: 100_000, height: 50 },
  ])("of $width × $height pixels costs a few frames' cells, not its own", (box) => {
    let cells = 0;
    const Bytes = Uint8Array;
    class CountedBytes extends Bytes {
      constructor(...given: [number] | [ArrayBuffer, number?, number?]) {
        super(...(given as [number]));
        cells += this.length;
      }
    }
    vi.stubGlobal("Uint8Array", CountedBytes);
    const state = frameState(scenarioWith(box), 0);
    expect(state.bodies).toHaveLength(2);
    expect(cells).toBeGreaterThan(0);
    expect(cells).toBeLessThanOrEqual(5 * FRAME.width * FRAME.height);
  });

  it.each([
    { x: -1000, y: -700, width: 2000, height: 1400 },
    { x: 100, y: -1500, width: 500, height: 1800 },
    { x: -1500, y: 50, width: 2600, height: 260 },
  ])("of $width × $height pixels has the visibility and truncation that counting every pixel gives", (box) => {
    const unbounded = scenarioWith({ ...box, x: 0, y: 0 }, { width: 3840, height: 2160 });
    const { mask } = visibleMaskOf(frameState({ ...unbounded, actors: unbounded.actors.slice(0, 1) }, 0), 1) ?? {};
    if (!mask) throw new Error("the body is not in the picture");
    let inFrame = 0;
    for (let y = 0; y < FRAME.height; y++)
      for (let x = 0; x < FRAME.width; x++) {
        const [column, row] = [x - box.x, y - box.y];
        if (column >= 0 && column < box.width && row >= 0 && row < box.height) inFrame += mask.data[row * box.width + column] ?? 0;
      }
    const alone = { ...scenarioWith(box), actors: scenarioWith(box).actors.slice(0, 1) };
    const large = actorIn(alone, 1);
    expect(large.visibility).toBeCloseTo(inFrame / mask.area, 2);
    expect(large.truncation).toBeCloseTo(1 - inFrame / mask.area, 2);
    expect(visibleMaskOf(frameState(alone, 0), 1)?.mask.area).toBe(inFrame);
    const together = actorIn(scenarioWith(box), 1);
    expect(together.occludedBy).toEqual([2]);
    expect(together.visibility).toBeLessThan(large.visibility);
    expect(actorIn(scenarioWith(box), 2).visibility).toBe(1);
  });
});
