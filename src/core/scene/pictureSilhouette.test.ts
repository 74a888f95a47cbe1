import { describe, expect, test } from "vitest";
import { createActor, createScenario, validateScenario, type Asset, type Scenario } from "../document";
import { groundTruthOf } from "../truth";
import { frameState, silhouetteOfPicture, visibleMaskOf } from "./index";

/** Rows of RGBA of a picture whose alpha is given by a function. */
const rowsOf = (width: number, alphaAt: (x: number, y: number) => number) => (top: number, count: number) =>
  Uint8ClampedArray.from({ length: width * count * 4 }, (_, index) => {
    const pixel = Math.floor(index / 4);
    return index % 4 === 3 ? alphaAt(pixel % width, top + Math.floor(pixel / width)) : 200;
  });

/** An L of 60 × 80 pixels within a margin of 10: a post at the left and a foot at the bottom. */
const isL = (x: number, y: number) => x >= 10 && x < 70 && y >= 10 && y < 90 && (x < 30 || y >= 70);
const lShape = silhouetteOfPicture(
  100,
  110,
  rowsOf(100, (x, y) => (isL(x, y) ? 255 : x === 9 ? 60 : 0)),
);

function scene(silhouette: Asset["silhouette"], style: Scenario["style"] = "illustrated"): Scenario {
  const body = (id: string, trackId: number, x: number, y: number, sprite: boolean, facing: 1 | -1 = 1) =>
    createActor({
      id,
      type: "pedestrian",
      trackId,
      startFrame: 0,
      endFrame: 10,
      size: { width: 60, height: 80 },
      appearance: { model: "adult", ...(sprite ? { spriteAsset: "post" } : {}) },
      waypoints: [
        { x, y, at: 0 },
        { x: x + facing * 0.0001, y, at: 9 },
      ],
    });
  const asset: Asset = {
    name: "post.png",
    mediaType: "image/png",
    width: 100,
    height: 110,
    sha256: "0".repeat(64),
    data: "data:image/png;base64,",
    ...(silhouette ? { silhouette } : {}),
  };
  return validateScenario(
    createScenario({
      id: "s",
      style,
      assets: { post: asset },
      actors: [body("behind", 1, 200, 200, false), body("front", 2, 200, 201, true), body("left", 3, 400, 200, true, -1)],
    }),
  );
}

describe("an actor that shows a picture is visible as far as the picture is opaque", () => {
  test("the silhouette is the opaque part, without faint edges, and touches all four sides of its box", () => {
    expect(lShape).toMatchObject({ x: 10, y: 10, width: 60, height: 80, columns: 60, rows: 80 });
    const mask = visibleMaskOf(frameState(scene(lShape ?? undefined), 0), 2)?.mask;
    expect(mask?.area).toBe(20 * 60 + 60 * 20);
    const [record] = groundTruthOf(frameState(scene(lShape ?? undefined), 0)).filter(({ track_id }) => track_id === 2);
    expect(record?.visible_box).toEqual(record?.bounding_box);
  });

  test("it hides only what is behind its opaque part, and is mirrored when it moves to the left", () => {
    const state = frameState(scene(lShape ?? undefined), 0);
    const behind = groundTruthOf(state).find(({ track_id }) => track_id === 1);
    expect(behind?.occluded_by).toEqual([2]);
    expect(behind?.visibility).toBeGreaterThan(0.2);
    const left = visibleMaskOf(state, 3)?.mask;
    expect([left?.data[0], left?.data[59]]).toEqual([0, 1]);
  });

  test("a picture without transparency fills its box, as every body does in the schematic style", () => {
    expect(
      silhouetteOfPicture(
        20,
        20,
        rowsOf(20, () => 255),
      ),
    ).toBeNull();
    for (const scenario of [scene(undefined), scene(lShape ?? undefined, "schematic")]) {
      expect(visibleMaskOf(frameState(scenario, 0), 2)?.mask.area).toBe(60 * 80);
      // Only the row above the one in front is left.
      expect(groundTruthOf(frameState(scenario, 0)).find(({ track_id }) => track_id === 1)?.visible_box?.height).toBeLessThanOrEqual(1);
    }
  });

  test("large pictures are stored in few cells; runs with a wrong total are refused", () => {
    const large = silhouetteOfPicture(
      1000,
      2000,
      rowsOf(1000, (x, y) => ((x - 500) ** 2 / 250_000 + (y - 1000) ** 2 / 1_000_000 <= 1 ? 255 : 0)),
    );
    expect(large).toMatchObject({ columns: 128, rows: 256 });
    const mask = visibleMaskOf(frameState(scene(large ?? undefined), 0), 2)?.mask;
    expect((mask?.area ?? 0) / (60 * 80)).toBeCloseTo(Math.PI / 4, 1);
    expect(() => scene({ x: 0, y: 0, width: 10, height: 10, columns: 10, rows: 10, runs: "1 2" })).toThrow(/silhouette\.runs: must add up/);
  });
});
