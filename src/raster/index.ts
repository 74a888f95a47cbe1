export { Raster, type PictureSettings, type RasterSettings } from "./raster";
export { RasterUnsupportedError } from "./kernelInstance";
export { pinholeMatrix, type Pinhole } from "./pinhole";
export { subdivide, type Project, type ProjectedPoint } from "./subdivide";
export { MOST_LAMPS, type Lamp } from "./lamps";
export { RAY_CELL, SKY_ENTRIES, type Shading } from "./shading";
export { SURFACE, onSurface, rgb, type DrawSettings, type Extent, type Mesh, type PixelMatrix, type Rect, type Silhouette } from "./types";
export type { BentLens, BentView } from "./bentLens";
