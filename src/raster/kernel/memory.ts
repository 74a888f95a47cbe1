// Where the host has put what the kernel works on. Addresses are in bytes; all sizes are in pixels.

/** Size of the picture. */
export let width: i32 = 0;
export let height: i32 = 0;
/** RGBA, a word a pixel. */
export let picture: usize = 0;
/** Instance ids, 16 bits a pixel, and 1/w as f32: what is nearest at the middle of each pixel. */
export let ids: usize = 0;
export let depths: usize = 0;
/** The samples of `bandRows` rows of the picture, twice as wide and high: 1/w as f32, and RGBA. */
export let bandDepths: usize = 0;
export let bandColors: usize = 0;
export let bandRows: i32 = 0;

/** Told once by the host. Every block is followed by 16 bytes that may be written. */
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
