import type { Box } from "@/core/scene";
import type { Layer } from "./illustrated/layer";
import { RoadPictures } from "./road/roadPictures";
import { Pictures, type Pictured } from "./pictures";
import { SurfaceCache, SurfacePool, type Surface } from "./surface";

/** A whole picture kept for reuse. */
export type CachedDrawing = { surface: Surface; bytes: number };

/** A body's drawing: the upper left part of `surface`, and its position relative to the body's box. */
export type CachedBody = CachedDrawing & { offsetX: number; offsetY: number; width: number; height: number };

/** Everything `drawFrame` needs in addition to the frame state. Create one for each drawing thread. */
export type RenderAssets = {
  pictures: Pictures;
  /** Road scenarios in perspective. */
  roads: RoadPictures;
  /** Scenes as they are painted once, under each weather at full intensity. */
  paintings: SurfaceCache<CachedDrawing>;
  /** Scenes under the weather of a frame, ready to be copied into it, and the surfaces they are made on. */
  scenes: SurfaceCache<CachedDrawing>;
  scenePool: SurfacePool;
  /** Actors and occluders in their light. */
  bodies: SurfaceCache<CachedBody>;
  /** Bodies in their own colours, before any light; the parts of them that shine, and their shadows. */
  layers: SurfaceCache<Layer & { bytes: number }>;
  shining: SurfaceCache<CachedDrawing>;
  /** Surfaces on which bodies' drawings are made. */
  pool: SurfacePool;
  /** Sheets of falling drops and flakes, and the boxes of each of them. */
  sheets: SurfaceCache<CachedDrawing & { particles: readonly Box[] }>;
};

export function cachedDrawing(surface: Surface): CachedDrawing {
  return { surface, bytes: surface.width * surface.height * 4 };
}

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
