import { RoadPicture } from "./roadPicture";

/** Number of sizes that are kept: each picture takes tens of megabytes. */
const MOST_KEPT = 2;

/** The pictures of road scenarios that a thread draws: one for each size, which all scenarios share. */
export class RoadPictures {
  private readonly kept: RoadPicture[] = [];

  /** The picture of a size, which contains the last frame drawn. @throws RangeError, RasterUnsupportedError like `Raster` */
  of(width: number, height: number): RoadPicture {
    const index = this.kept.findIndex((picture) => picture.width === width && picture.height === height);
    const [picture] = index < 0 ? [new RoadPicture(width, height)] : this.kept.splice(index, 1);
    if (!picture) throw new RangeError(`there is no picture of ${width} × ${height}`);
    this.kept.push(picture);
    if (this.kept.length > MOST_KEPT) this.kept.shift();
    return picture;
  }
}
