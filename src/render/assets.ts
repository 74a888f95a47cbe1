import type { Asset, Scenario } from "@/core/document";
import type { Box } from "@/core/scene";
import type { Layer } from "./illustrated/layers";
import { SurfaceCache, SurfacePool, createSurface, type Surface } from "./surface";

/** A user's picture, decoded; `opaqueArea` is the smallest box around what is not fully transparent. */
export type Picture = {
  surface: Surface;
  opaqueArea: { x: number; y: number; width: number; height: number };
};

/** A whole picture kept for use again. */
export type CachedDrawing = { surface: Surface; bytes: number };

/** A body's drawing: the upper left part of `surface`, and where that lies relative to the body's box. */
export type CachedBody = CachedDrawing & { offsetX: number; offsetY: number; width: number; height: number };

/** Everything `drawFrame` needs beside the frame state. Make one for each thread that draws. */
export type RenderAssets = {
  pictures: ReadonlyMap<string, Picture>;
  /** Scenes as they are painted once, under each weather at full intensity. */
  paintings: SurfaceCache<CachedDrawing>;
  /** Scenes under the weather of a frame, ready to be copied into it, and the surfaces they are made on. */
  scenes: SurfaceCache<CachedDrawing>;
  scenePool: SurfacePool;
  /** Actors and occluders in their light. */
  bodies: SurfaceCache<CachedBody>;
  /** Bodies in their own colours, before any light; what of them shines, and their shadows. */
  layers: SurfaceCache<Layer & { bytes: number }>;
  shining: SurfaceCache<CachedDrawing>;
  /** Surfaces that bodies' drawings are made on. */
  pool: SurfacePool;
  /** Sheets of falling drops and flakes, and the boxes of each of them. */
  sheets: SurfaceCache<CachedDrawing & { particles: readonly Box[] }>;
};

export function cachedDrawing(surface: Surface): CachedDrawing {
  return { surface, bytes: surface.width * surface.height * 4 };
}

const MEBIBYTE = 1 << 20;

/**
 * Decodes the pictures that the scenario carries and makes empty caches. A picture that cannot be decoded rejects with
 * an error that names it.
 */
export async function loadRenderAssets(scenario: Pick<Scenario, "assets">): Promise<RenderAssets> {
  const decoded = await Promise.all(Object.entries(scenario.assets).map(async ([id, asset]) => [id, await decodePicture(asset)] as const));
  const pool = new SurfacePool(32, false);
  const scenePool = new SurfacePool(1, true);
  return {
    pictures: new Map(decoded),
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

/** Decodes every picture of a scenario once and keeps none. @throws Error that names the first that cannot be decoded */
export async function assertPictures({ assets }: Pick<Scenario, "assets">): Promise<void> {
  for (const asset of Object.values(assets)) (await decode(asset)).close();
}

async function decodePicture(asset: Asset): Promise<Picture> {
  const bitmap = await decode(asset);
  const surface = createSurface(bitmap.width, bitmap.height);
  surface.context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { surface, opaqueArea: asset.silhouette ?? opaqueAreaOf(surface) };
}

async function decode(asset: Asset): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blobOf(asset), { colorSpaceConversion: "none", premultiplyAlpha: "premultiply" });
  } catch (cause) {
    throw new Error(`The picture "${asset.name}" (${asset.mediaType}) cannot be decoded; replace it by a PNG, JPEG or WebP file`, {
      cause,
    });
  }
}

/** The bytes of a `data:` address, without a request: the page's security policy need not allow any. */
function blobOf(asset: Asset): Blob {
  const comma = asset.data.indexOf(",");
  const body = asset.data.slice(comma + 1);
  if (!asset.data.slice(0, comma).endsWith(";base64")) return new Blob([decodeURIComponent(body)], { type: asset.mediaType });
  const binary = atob(body);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return new Blob([bytes], { type: asset.mediaType });
}

function opaqueAreaOf({ context, width, height }: Surface): Picture["opaqueArea"] {
  const { data } = context.getImageData(0, 0, width, height);
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if ((data[(y * width + x) * 4 + 3] ?? 0) > 0) {
        left = Math.min(left, x);
        right = Math.max(right, x + 1);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y + 1);
      }
  return right > left ? { x: left, y: top, width: right - left, height: bottom - top } : { x: 0, y: 0, width, height };
}
