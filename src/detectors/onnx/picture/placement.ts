/** How a picture fills a model's input. `letterbox` keeps its proportions in the middle, `letterbox-top-left` in the corner. */
export const RESIZES = ["letterbox", "letterbox-top-left", "stretch"] as const;
export type Resize = (typeof RESIZES)[number];

export type Size = { readonly width: number; readonly height: number };

/** Where a picture is in a model's input, in whole pixels; the rest is padding. */
export type Placement = Size & { readonly left: number; readonly top: number; readonly picture: Size };

/**
 * Where a picture is in a model's input. A letterboxed picture is scaled as Ultralytics does: its sides are rounded, and of an odd rest
 * the smaller half is at the left and at the top.
 */
export function placementOf(picture: Size, input: Size, resize: Resize): Placement {
  if (resize === "stretch") return { left: 0, top: 0, width: input.width, height: input.height, picture };
  const scale = Math.min(input.width / picture.width, input.height / picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const inMiddle = resize === "letterbox";
  return {
    width,
    height,
    left: inMiddle ? Math.floor((input.width - width) / 2) : 0,
    top: inMiddle ? Math.floor((input.height - height) / 2) : 0,
    picture,
  };
}

/** Corners, in pixels. */
export type Corners = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** A box of the model's input as one of the picture, clipped to it; null if nothing of it is in the picture. */
export function toPicture(box: Corners, { left, top, width, height, picture }: Placement): Corners | null {
  const across = (x: number) => Math.min(picture.width, Math.max(0, ((x - left) * picture.width) / width));
  const down = (y: number) => Math.min(picture.height, Math.max(0, ((y - top) * picture.height) / height));
  const mapped = { left: across(box.left), top: down(box.top), right: across(box.right), bottom: down(box.bottom) };
  return mapped.right > mapped.left && mapped.bottom > mapped.top ? mapped : null;
}
