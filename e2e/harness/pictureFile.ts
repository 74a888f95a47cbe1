import { PictureStore, type Asset } from "@/core/document";
import { loadRenderAssets } from "@/render";
import { readPictureFile } from "@/services/files/pictureFile";

/** A file's contents: text, or a blank PNG of the given size. */
type Contents = string | { width: number; height: number };

async function fileOf(name: string, type: string, contents: Contents): Promise<File> {
  if (typeof contents === "string") return new File([contents], name, { type });
  const canvas = new OffscreenCanvas(contents.width, contents.height);
  canvas.getContext("2d")?.fillRect(0, 0, 1, 1);
  return new File([await canvas.convertToBlob({ type: "image/png" })], name, { type });
}

/** Imports an image and decodes it as the renderer does; returns the asset, or the reason for its refusal. */
async function importPicture(name: string, type: string, contents: Contents): Promise<Omit<Asset, "data"> | string> {
  try {
    const store = new PictureStore();
    const { id, asset } = await readPictureFile(await fileOf(name, type, contents), store);
    const decoded = await loadRenderAssets({ assets: store.wholeAssets({ [id]: asset }) });
    const surface = decoded.pictures.get(id)?.surface;
    const rest: Omit<Asset, "data"> & { data?: unknown } = { ...asset };
    delete rest.data;
    if (surface?.width !== asset.width || surface.height !== asset.height) return "decoded to another size";
    if (!store.dataOf(asset).startsWith(`data:${asset.mediaType};base64,`)) return "stored as another type";
    return rest;
  } catch (error) {
    return error instanceof Error ? error.message : "failed";
  }
}

declare global {
  var importPicture: (name: string, type: string, contents: Contents) => Promise<Omit<Asset, "data"> | string>;
}

globalThis.importPicture = importPicture;
