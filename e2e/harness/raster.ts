import { bodyOf, litColors } from "@/core/bodies";
import { ROAD_USERS, ROAD_USER_KINDS } from "@/core/world";
import { Raster, pinholeMatrix, rgb, subdivide, type Project } from "@/raster";
import { numbersFrom } from "@/raster/testing/scenes";
import { drawCrowd, drawStreet } from "@/raster/testing/street";

const [WIDTH, HEIGHT] = [640, 362];
const FRAMES = 10;

/** SHA-256 of the rasteriser's output for ten frames in sequence: pixels, YUV, ids, depths, counts. */
export async function rasterDigests(): Promise<string[]> {
  const raster = new Raster({ width: WIDTH, height: HEIGHT });
  const yuv = new Uint8Array(WIDTH * HEIGHT * 1.5);
  const digests: string[] = [];
  for (let frame = 0; frame < FRAMES; frame++) {
    if (frame % 2) drawStreet(raster, frame * 0.7);
    else drawCrowd(raster, frame * 0.7);
    drawBody(raster, frame);
    raster.drawProjected(subdivide(shards(frame), bent), { id: 60, twoSided: true });
    raster.renderPicture({ background: rgb(176, 208, 232) });
    raster.renderInstances();
    raster.toI420(yuv);
    const counts = JSON.stringify([...raster.seen()].map(([id, seen]) => [id, seen, raster.silhouette(id).pixels]));
    const parts: Uint8Array[] = [
      new Uint8Array(raster.pixels()),
      yuv,
      new Uint8Array(raster.ids().slice().buffer),
      new Uint8Array(raster.depths().buffer),
      new TextEncoder().encode(counts),
    ];
    digests.push(await digestOf(parts));
  }
  return digests;
}

/** A different body in every frame, six metres ahead. */
function drawBody(raster: Raster, frame: number): void {
  const kind = ROAD_USER_KINDS[frame % ROAD_USER_KINDS.length] ?? "adult";
  const body = bodyOf(kind, ROAD_USERS[kind].dimensions, { phase: frame / 10, color: null, detail: 1 });
  const matrix = pinholeMatrix({ fx: 500, fy: 500, cx: WIDTH / 2, cy: HEIGHT / 2 }, [0, -1, 0, 0.5, 0, 0, -1, 1.4, 1, 0, 0, 6]);
  raster.draw({ ...body, colors: litColors(body, frame * 31) }, matrix, { id: 61 });
}

/** Triangles anywhere, including behind the camera. */
function shards(seed: number) {
  const next = numbersFrom(seed);
  const positions = new Float32Array(Array.from({ length: 180 }, (_, at) => (next() - (at % 3 === 2 ? 0.2 : 0.5)) * 40));
  return {
    positions,
    indices: new Uint32Array(Array.from({ length: 60 }, (_, at) => at)),
    colors: new Uint32Array(20).fill(rgb(250, 90, 20)),
  };
}

/** A lens that pulls the picture's edges inwards. */
const bent: Project = (x, y, z) => {
  if (z < 0.1) return null;
  const [across, down] = [x / z, y / z];
  const square = across * across + down * down;
  if (square > 2) return null;
  const factor = 1 - 0.12 * square;
  return { u: WIDTH / 2 + 400 * across * factor, v: HEIGHT / 2 + 400 * down * factor, depth: z };
};

async function digestOf(parts: readonly Uint8Array[]): Promise<string> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", all));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

declare global {
  var raster: { digests: typeof rasterDigests };
}
globalThis.raster = { digests: rasterDigests };
