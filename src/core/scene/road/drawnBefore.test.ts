import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Raster, rgb, type DrawSettings, type Mesh } from "@/raster";
import { numbersFrom } from "@/raster/testing/scenes";
import { lensOfKind, mountedPose, type Camera } from "../../camera";
import { NEAREST, drawMesh } from "./drawRoad";

const SIZE = { width: 128, height: 72 };
const ROUNDS = 16;

const box = (length: number, width: number, height: number): Mesh => ({
  positions: new Float32Array(
    [0, height].flatMap((z) => [
      length / 2,
      width / 2,
      z,
      -length / 2,
      width / 2,
      z,
      -length / 2,
      -width / 2,
      z,
      length / 2,
      -width / 2,
      z,
    ]),
  ),
  indices: new Uint32Array([4, 5, 6, 4, 6, 7, 0, 4, 7, 0, 7, 3, 1, 6, 5, 1, 2, 6, 0, 1, 5, 0, 5, 4, 3, 7, 6, 3, 6, 2]),
  colors: Uint32Array.from({ length: 10 }, (_, face) => rgb(20 * face, 200 - 9 * face, 90)),
});
const MESHES = [box(4, 2, 1.5), box(0.5, 0.5, 1.8), box(90, 30, 0.01), box(12, 2.5, 3.5)];

type Drawn = { mesh: Mesh; solid: { x: number; y: number; z: number; heading: number }; settings: DrawSettings };

const digestOf = (values: Uint8ClampedArray | Uint16Array | Float32Array) =>
  createHash("sha256")
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest("hex");

/** Everything that a raster tells about what it has collected. */
function told(raster: Raster) {
  raster.renderPicture();
  raster.renderInstances();
  return {
    pixels: digestOf(raster.pixels()),
    ids: digestOf(raster.ids()),
    depths: digestOf(raster.depths()),
    silhouettes: [1, 2, 3, 4, 5, 6].map((id) => raster.silhouette(id)),
  };
}

describe("what is drawn again after a reset that keeps", () => {
  it.each(["telephoto", "wide_angle", "fisheye"] as const)("looks as if it were drawn for the first time, whatever moves: %s", (kind) => {
    const camera: Camera = { ...SIZE, lens: lensOfKind(kind, SIZE), pose: mountedPose({ x: 0, y: 0, z: 1.4, yaw: 3, pitch: 4, roll: 1 }) };
    const next = numbersFrom(7);
    const pick = (count: number) => Math.floor(next() * count);
    const another = (): Drawn => ({
      mesh: MESHES[pick(MESHES.length)] ?? box(1, 1, 1),
      solid: { x: 2 + 20 * next(), y: 12 * next() - 6, z: 0, heading: 360 * next() },
      settings:
        [{ id: 1 + pick(6) }, { painted: true }, { shadow: true }, { shadow: true, twoSided: true }, { mirror: 90 }, { mirror: 40 }][
          pick(6)
        ] ?? {},
    });
    const raster = new Raster({ ...SIZE, near: NEAREST });
    const standing = Array.from({ length: 3 }, another);
    for (const { mesh, solid, settings } of standing) drawMesh(raster, camera, mesh, solid, settings);
    const mark = raster.mark();
    let drawn = Array.from({ length: 9 }, another);
    for (let round = 0; round < ROUNDS; round++) {
      // In each round, one moves, one only changes how it is drawn, one leaves, one comes, and two change places.
      const change = pick(drawn.length);
      drawn = drawn.map((one, index) => (index === change ? { ...one, settings: another().settings } : one));
      drawn[pick(drawn.length)] = another();
      drawn.splice(pick(drawn.length), 1);
      drawn.splice(pick(drawn.length), 0, another());
      const [first, last] = [drawn.shift(), drawn.pop()];
      drawn = [...(last ? [last] : []), ...drawn, ...(first ? [first] : [])];
      raster.reset(mark, round % 7 !== 6);
      for (const { mesh, solid, settings } of drawn) drawMesh(raster, camera, mesh, solid, settings);
      const fresh = new Raster({ ...SIZE, near: NEAREST });
      for (const { mesh, solid, settings } of [...standing, ...drawn]) drawMesh(fresh, camera, mesh, solid, settings);
      expect(told(raster), `round ${round}`).toEqual(told(fresh));
    }
  });
});
