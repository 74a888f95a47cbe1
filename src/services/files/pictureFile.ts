import { sha256Of } from "@/core/digest";
import type { Asset, PictureStore } from "@/core/document";
import { silhouetteOfPicture } from "@/core/scene";
import type { NamedAsset } from "@/editor";
import { drawingAsPng, svgFault } from "./svgPicture";

/** Images become part of the scenario file, whose size is limited. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_PIXELS = 8192;

const TYPES: readonly Asset["mediaType"][] = ["image/png", "image/jpeg", "image/webp", "image/svg+xml"];
export const PICTURE_TYPES = TYPES.join(",");

/** Reads an image for use in a scenario; its data goes into a store. @throws Error that says what is wrong with the file and what to do */
export async function readPictureFile(file: File, pictures: PictureStore): Promise<NamedAsset> {
  const mediaType = TYPES.find((type) => type === file.type);
  if (!mediaType) throw new Error(`“${file.name}” is not a PNG, JPEG, WebP or SVG image. Convert it to one of these.`);
  if (file.size > MOST_BYTES)
    throw new Error(
      `“${file.name}” is ${Math.ceil(file.size / 1024 / 1024)} MB; images can be up to 16 MB. Make it smaller or save it as JPEG.`,
    );
  const fault = mediaType === "image/svg+xml" ? svgFault(await file.text()) : null;
  if (fault !== null) throw new Error(`“${file.name}” cannot be used: ${fault}. Save it as a plain SVG or as PNG.`);
  const data = await readAsAddress(file);
  const image = await decode(data, file.name);
  const { naturalWidth: width, naturalHeight: height } = image;
  if (width < 1 || height < 1 || width > MOST_PIXELS || height > MOST_PIXELS)
    throw new Error(`“${file.name}” is ${width} × ${height} pixels; each side must be 1 to ${MOST_PIXELS}. Resize it.`);
  const name = file.name.slice(0, 300);
  if (mediaType !== "image/svg+xml")
    return named(
      await pictures.slimAsset({
        ...{ name, mediaType, width, height, data },
        sha256: await sha256Of(await file.arrayBuffer()),
        ...(await silhouetteIn(file)),
      }),
    );
  const { blob, ...size } = await drawingAsPng(image);
  const png = await readAsAddress(new File([blob], file.name, { type: blob.type }));
  return named(
    await pictures.slimAsset({
      name,
      mediaType: "image/png",
      ...size,
      sha256: await sha256Of(await blob.arrayBuffer()),
      data: png,
      ...(await silhouetteIn(blob)),
    }),
  );
}

/** What is opaque of a picture, where that is not all of it. */
async function silhouetteIn(blob: Blob): Promise<Pick<Asset, "silhouette">> {
  const bitmap = await createImageBitmap(blob, { colorSpaceConversion: "none", premultiplyAlpha: "premultiply" });
  const { width, height } = bitmap;
  try {
    const silhouette = silhouetteOfPicture(width, height, (top, count) => {
      // A few rows at a time: a large image as a whole would need hundreds of megabytes.
      const context = new OffscreenCanvas(width, count).getContext("2d", { willReadFrequently: true });
      if (!context) throw new Error("The browser could not create a canvas to read the image. Close other tabs and try again.");
      context.drawImage(bitmap, 0, -top);
      return context.getImageData(0, 0, width, count).data;
    });
    return silhouette ? { silhouette } : {};
  } finally {
    bitmap.close();
  }
}

function named(asset: NamedAsset["asset"]): NamedAsset {
  return { id: `picture-${asset.sha256.slice(0, 16)}`, asset };
}

/** A file as a `data:` address. @throws Error that says what to do */
export function readAsAddress(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () =>
      typeof reader.result === "string" ? resolve(reader.result) : reject(new Error(`“${file.name}” could not be read as text`));
    reader.onerror = () => reject(new Error(`“${file.name}” cannot be read. Choose it again.`, { cause: reader.error }));
    reader.readAsDataURL(file);
  });
}

async function decode(data: string, name: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = data;
  try {
    await image.decode();
  } catch (cause) {
    throw new Error(`“${name}” cannot be decoded. Save it again as PNG or JPEG.`, { cause });
  }
  return image;
}
