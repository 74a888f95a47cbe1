import type { Box, FrameState, RoadView } from "@/core/scene";
import type { Raster } from "@/raster";
import type { Layer } from "./illustrated/layer";
import type { Pictures } from "./pictures";
import type { SurfaceCache, SurfacePool, Surface } from "./surface";

/** A whole picture kept for reuse. */
export type CachedDrawing = { surface: Surface; bytes: number };

/** A body's drawing: the upper left part of `surface`, and its position relative to the body's box. */
export type CachedBody = CachedDrawing & { offsetX: number; offsetY: number; width: number; height: number };

/** Draws frames of road scenarios of one size; what is drawn is in the raster's pixels. */
export type RoadDrawing = { readonly raster: Raster; readonly draw: (state: FrameState, view: RoadView) => unknown };

/** Everything `drawFrame` needs in addition to the frame state. Create one for each drawing thread. */
export type RenderAssets = {
  pictures: Pictures;
  /** Road scenarios in perspective. */
  roads: { readonly of: (width: number, height: number) => RoadDrawing };
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
