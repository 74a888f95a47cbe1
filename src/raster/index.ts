export { Raster, type PictureSettings, type RasterSettings } from "./raster";
export { RasterUnsupportedError } from "./kernelInstance";
export { pinholeMatrix, type Pinhole } from "./pinhole";
export { subdivide, type Project, type ProjectedPoint } from "./subdivide";
export { rgb, type DrawSettings, type Extent, type Mesh, type PixelMatrix, type Rect, type Silhouette } from "./types";
