import { Raster, rgb, type Mesh } from "@/raster";
import { drawCrowd } from "@/raster/testing/street";

const [WIDTH, HEIGHT] = [1280, 720];
const SKY = rgb(176, 208, 232);
const [ROUNDS, WARM_UP] = [120, 30];

/** Median milliseconds for a picture of 20 bodies (29,000 triangles), and for one in which 5.3 million samples are filled. */
export function rasterCosts() {
  const raster = new Raster({ width: WIDTH, height: HEIGHT });
  const frame = new Uint8Array(WIDTH * HEIGHT * 1.5);
  const draw = medianOf((round) => drawCrowd(raster, round / 100));
  const crowd = {
    draw,
    picture: medianOf(() => raster.renderPicture({ background: SKY })),
    instances: medianOf(() => raster.renderInstances()),
    plain: medianOf(() => raster.renderPicture({ background: SKY, antialias: false })),
    i420: medianOf(() => raster.toI420(frame)),
    counts: medianOf(() => raster.seen()),
    silhouettes: medianOf(() => {
      for (let id = 1; id <= 20; id++) raster.silhouette(id);
    }),
  };
  raster.reset();
  for (const mesh of filledMeshes()) raster.drawProjected(mesh);
  return { ...crowd, filled: medianOf(() => raster.renderPicture()) };
}

/** The whole picture and 20 squares in front of it, each nearer than the one before: 5.3 million samples, four per pixel. */
function filledMeshes(): Mesh[] {
  const side = 142;
  const squares = Array.from({ length: 20 }, (_, index) => rectangle(index * 57, index * 28, side, side, 50 - index));
  return [rectangle(0, 0, WIDTH, HEIGHT, 100), ...squares];
}

function rectangle(x: number, y: number, width: number, height: number, depth: number): Mesh {
  return {
    positions: new Float32Array([x, y, depth, x, y + height, depth, x + width, y + height, depth, x + width, y, depth]),
    indices: new Uint32Array([0, 1, 2, 0, 2, 3]),
    colors: new Uint32Array(2).fill(rgb(x % 256, y % 256, 90)),
  };
}

function medianOf(work: (round: number) => void): number {
  const times = Array.from({ length: WARM_UP + ROUNDS }, (_, round) => {
    const start = performance.now();
    work(round);
    return performance.now() - start;
  });
  return times.slice(WARM_UP).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
}
