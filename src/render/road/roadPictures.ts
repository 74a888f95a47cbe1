import { RoadPicture } from "./roadPicture";

/** A picture of a road takes some tens of megabytes: so many sizes are kept. */
const MOST_KEPT = 2;

/** The pictures of road scenarios that a thread draws: one for each size, which all scenarios share. */
export class RoadPictures {
  private readonly kept: RoadPicture[] = [];

  /** The picture of a size, with what was drawn last in it. @throws RangeError, RasterUnsupportedError as `Raster` */
  of(width: number, height: number): RoadPicture {
    const index = this.kept.findIndex((picture) => picture.width === width && picture.height === height);
    const [picture] = index < 0 ? [new RoadPicture(width, height)] : this.kept.splice(index, 1);
    if (!picture) throw new RangeError(`there is no picture of ${width} × ${height}`);
    this.kept.push(picture);
    if (this.kept.length > MOST_KEPT) this.kept.shift();
    return picture;
  }
}
