// Addresses of the host's buffers, in bytes. All sizes are in pixels.

/** Size of the picture. */
export let width: i32 = 0;
export let height: i32 = 0;
/** RGBA, 32 bits per pixel. */
export let picture: usize = 0;
/** Instance ids, 16 bits per pixel, and 1/w as f32: of the nearest triangle at each pixel's centre. */
export let ids: usize = 0;
export let depths: usize = 0;
/** The samples of `bandRows` rows of the picture, at twice the resolution: 1/w as f32, and RGBA. */
export let bandDepths: usize = 0;
export let bandColors: usize = 0;
export let bandRows: i32 = 0;

/** Set once by the host. Every block is followed by 16 bytes that may be overwritten. */
export function place(
  pictureWidth: i32,
  pictureHeight: i32,
  pictureAt: usize,
  idsAt: usize,
  depthsAt: usize,
  bandDepthsAt: usize,
  bandColorsAt: usize,
  rows: i32,
): void {
  width = pictureWidth;
  height = pictureHeight;
  picture = pictureAt;
  ids = idsAt;
  depths = depthsAt;
  bandDepths = bandDepthsAt;
  bandColors = bandColorsAt;
  bandRows = rows;
}
