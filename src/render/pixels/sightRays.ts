import { fromLens, type Camera } from "@/core/camera";

/** Directions of pixel centres in the frame of the camera: x right, y down, z ahead; not numbers where a lens shows nothing. */
export type SightRays = Float64Array;

type View = Pick<Camera, "lens" | "width" | "height">;

let last: { readonly view: View; readonly rays: SightRays } | null = null;

/** The directions of all pixels of a camera. Those of the camera asked for last are kept, since a scenario has one lens. */
export function sightRays(view: View): SightRays {
  if (last?.view.lens === view.lens && last.view.width === view.width && last.view.height === view.height) return last.rays;
  const { lens, width, height } = view;
  const { fx, fy, cx, cy } = lens;
  const isStraight = lens.model === "pinhole" && lens.distortion.every((coefficient) => coefficient === 0);
  const rays = new Float64Array(3 * width * height);
  for (let row = 0, at = 0; row < height; row++)
    for (let column = 0; column < width; column++, at += 3) {
      const [u, v] = [column + 0.5, row + 0.5];
      const ray = isStraight ? { x: (u - cx) / fx, y: (v - cy) / fy, z: 1 } : fromLens(lens, { u, v });
      rays[at] = ray?.x ?? NaN;
      rays[at + 1] = ray?.y ?? NaN;
      rays[at + 2] = ray?.z ?? NaN;
    }
  last = { view, rays };
  return rays;
}
