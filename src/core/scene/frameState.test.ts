import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createActor, createOccluder, createScenario, type Actor, type Scenario } from "../document";
import { groundTruthFrames } from "../truth";
import { frameState, visibleMaskOf, type ActorState } from ".";

function standing(trackId: number, x: number, y: number, parts: Partial<Actor> = {}): Actor {
  return {
    ...createActor({
      id: `actor-${trackId}`,
      trackId,
      type: "pedestrian",
      size: { width: 40, height: 100 },
      startFrame: 0,
      endFrame: 300,
      waypoints: [{ x, y }],
    }),
    ...parts,
  };
}

function schematic(actors: Actor[], parts: Partial<Scenario> = {}): Scenario {
  return createScenario({ id: "s", style: "schematic", actors, ...parts });
}

function actorIn(scenario: Scenario, trackId: number, frame = 0): ActorState {
  const body = frameState(scenario, frame).bodies.find((other) => other.kind === "actor" && other.trackId === trackId);
  if (body?.kind !== "actor") throw new Error(`no track ${trackId} at frame ${frame}`);
  return body;
}

describe("frameState", () => {
  it("reports how much of an actor a nearer one hides, and which", () => {
    const scenario = schematic([standing(0, 100, 300), standing(1, 110, 320)]);
    // Boxes 80..120 × 200..300 and 90..130 × 220..320: 30 × 80 of 40 × 100 pixels are hidden.
    expect(actorIn(scenario, 0)).toMatchObject({
      visibility: 1 - (30 * 80) / (40 * 100),
      visibleBox: { x: 80, y: 200, width: 40, height: 100 },
      occludedBy: [1],
      truncation: 0,
    });
    expect(actorIn(scenario, 1)).toMatchObject({ visibility: 1, occludedBy: [] });
  });

  it("gives the tight box of what an occluder leaves visible, and null if it leaves nothing", () => {
    const wall = createOccluder({ id: "wall", kind: "wall", x: 100, y: 310, size: { width: 200, height: 70 } });
    const scenario = schematic([standing(0, 100, 300)], { occluders: [wall] });
    expect(actorIn(scenario, 0)).toMatchObject({
      visibleBox: { x: 80, y: 200, width: 40, height: 40 },
      visibility: 0.4,
      occludedBy: ["wall"],
    });
    const tall = { ...wall, size: { width: 200, height: 200 } };
    const hidden = schematic([standing(0, 100, 300)], { occluders: [tall] });
    expect(actorIn(hidden, 0)).toMatchObject({ visibleBox: null, visibility: 0, confidence: 0 });
    const behind = schematic([standing(0, 100, 300)], { occluders: [{ ...tall, y: 290 }] });
    expect(actorIn(behind, 0).visibility).toBe(1);
  });

  it("counts pixels outside the frame as truncated and not visible", () => {
    expect(actorIn(schematic([standing(0, 10, 300)]), 0)).toMatchObject({
      box: { x: -10, y: 200, width: 40, height: 100 },
      visibleBox: { x: 0, y: 200, width: 30, height: 100 },
      truncation: 0.25,
      visibility: 0.75,
    });
  });

  it("annotates exactly the frames at which the box meets the frame", () => {
    const crossing = createActor({
      id: "c",
      trackId: 0,
      type: "vehicle",
      startFrame: 0,
      endFrame: 100,
      waypoints: [
        { x: -140, y: 300 },
        { x: -40, y: 300 },
      ],
    });
    // The box is 80 wide and moves one pixel a frame from −180: its right edge passes 0 after frame 100.
    expect([...groundTruthFrames(schematic([crossing]))].flat()).toEqual([]);
    const longer = {
      ...crossing,
      trajectory: {
        ...crossing.trajectory,
        waypoints: [
          { x: -140, y: 300 },
          { x: 60, y: 300 },
        ],
      },
    };
    const frames = [...groundTruthFrames(schematic([longer]))].flat().map((record) => record.frame);
    expect(frames[0]).toBe(51);
    expect(frames.at(-1)).toBe(99);
  });

  it("multiplies by the random occlusion, and does not draw below a tenth", () => {
    const dim = standing(0, 100, 300, { flicker: { probability: 1, min: 0.3, max: 0.3 } });
    expect(actorIn(schematic([dim]), 0)).toMatchObject({ flicker: 0.3, visibility: 0.3, visibleBox: { width: 40 } });
    const gone = standing(1, 100, 310, { flicker: { probability: 1, min: 0.05, max: 0.05 } });
    expect(actorIn(schematic([gone, standing(0, 100, 300)]), 1).visibleBox).toBeNull();
    expect(actorIn(schematic([gone, standing(0, 100, 300)]), 0).occludedBy).toEqual([]);
  });

  it("leaves out hidden actors, and actors outside their time span", () => {
    const scenario = schematic([standing(0, 100, 300, { startFrame: 5, endFrame: 8 }), standing(1, 300, 300, { hidden: true })]);
    expect([4, 5, 7, 8].map((frame) => frameState(scenario, frame).bodies.length)).toEqual([0, 1, 1, 0]);
  });

  it("is the same in any order of frames, survives a worker boundary, and ignores other actors' noise", () => {
    const noisy = (trackId: number) =>
      standing(trackId, 200 + trackId * 150, 400, {
        jitter: { x: 9, y: 9 },
        flicker: { probability: 0.4, min: 0.2, max: 0.9 },
      });
    const alone = schematic([noisy(0)]);
    const together = schematic([noisy(2), noisy(0), noisy(1)]);
    const forwards = Array.from({ length: 60 }, (_, frame) => frameState(together, frame));
    for (let frame = 59; frame >= 0; frame--) {
      expect(structuredClone(frameState(together, frame))).toEqual(forwards[frame]);
      expect(actorIn(together, 0, frame)).toEqual(actorIn(alone, 0, frame));
    }
    expect(new Set(forwards.map(({ bodies }) => bodies.map(({ box }) => box.x).join())).size).toBeGreaterThan(30);
  });

  it("counts visibility as a painter who draws every pixel would", () => {
    const place = fc.record({ x: fc.integer({ min: -30, max: 190 }), y: fc.integer({ min: 10, max: 150 }) });
    const styles = fc.constantFrom("schematic" as const, "illustrated" as const);
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 7 }), styles, (places, style) => {
        const video = { width: 160, height: 120, fps: 30, durationFrames: 1 };
        const actors = places.map(({ x, y }, trackId) => standing(trackId, x, y, { size: { width: 30, height: 50 } }));
        const scenario = schematic(actors, { video, style });
        const state = frameState(scenario, 0);
        const painted = new Int32Array(160 * 120).fill(-1);
        for (const body of state.bodies) {
          if (body.kind !== "actor") continue;
          const alone = frameState(
            schematic(
              actors.filter(({ id }) => id === body.id),
              { video: { ...video, width: 2000, height: 2000 }, style },
            ),
            0,
          );
          const silhouette = visibleMaskOf(alone, body.trackId);
          for (let y = 0; y < body.box.height; y++)
            for (let x = 0; x < body.box.width; x++) {
              const [column, row] = [body.box.x + x, body.box.y + y];
              const inside = column >= 0 && column < 160 && row >= 0 && row < 120;
              // The lone actor itself may leave the large frame at the top or left, where nothing is checked.
              if (inside && silhouette?.mask.data[y * body.box.width + x] === 1) painted[row * 160 + column] = body.trackId;
            }
        }
        for (const body of state.bodies) {
          if (body.kind !== "actor") continue;
          const seen = painted.reduce((count, trackId) => count + (trackId === body.trackId ? 1 : 0), 0);
          const mask = visibleMaskOf(state, body.trackId);
          expect(mask?.mask.area).toBe(seen);
          expect(body.visibleBox === null).toBe(seen === 0);
        }
      }),
      { numRuns: 60 },
    );
  });
});
