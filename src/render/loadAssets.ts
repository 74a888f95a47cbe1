import type { RenderAssets } from "./assets";
import { Pictures, type Pictured } from "./pictures";
import { RoadPictures } from "./road/roadPictures";
import { SurfaceCache, SurfacePool } from "./surface";

const MEBIBYTE = 1 << 20;

/**
 * Decodes the pictures that the scenario contains, except for stills loaded on demand (`Pictures.load`), and creates empty caches. If a
 * picture cannot be decoded, rejects with an error that names it.
 */
export async function loadRenderAssets(scenario: Pictured): Promise<RenderAssets> {
  const pictures = await Pictures.open(scenario);
  const pool = new SurfacePool(32, false);
  const scenePool = new SurfacePool(1, true);
  return {
    pictures,
    roads: new RoadPictures(),
    paintings: new SurfaceCache(160 * MEBIBYTE),
    scenes: new SurfaceCache(24 * MEBIBYTE, ({ surface }) => scenePool.give(surface)),
    scenePool,
    bodies: new SurfaceCache(48 * MEBIBYTE, ({ surface }) => pool.give(surface)),
    layers: new SurfaceCache(96 * MEBIBYTE),
    shining: new SurfaceCache(32 * MEBIBYTE),
    pool,
    sheets: new SurfaceCache(96 * MEBIBYTE),
  };
}
