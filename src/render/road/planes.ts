/** Depths and ids at the centre of each pixel. */
export type Planes = { readonly inverse: Float32Array; readonly ids: Uint16Array };
