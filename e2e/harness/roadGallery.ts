import { withSize } from "@/core/document";
import { placedFrame, tellingFrame } from "@/core/scene";
import { ROAD_PRESETS } from "@/presets/road";
import { RoadPicture } from "@/render";

const SIZE = { width: 960, height: 540 };

/** The road presets, each with its picture at its telling frame: red, green, blue and 255 for each pixel. */
export function roadGallery(): {
  id: string;
  title: string;
  description: string;
  width: number;
  height: number;
  data: Uint8ClampedArray;
}[] {
  const picture = new RoadPicture(SIZE.width, SIZE.height);
  return ROAD_PRESETS.map(({ id, title, description, scenario }) => {
    const sized = withSize(scenario, SIZE.width, SIZE.height);
    const state = placedFrame(sized, tellingFrame(sized));
    if (!state.road) throw new Error(`${id} has no road`);
    picture.draw(state, state.road);
    return { id, title, description, ...SIZE, data: picture.raster.pixels().slice() };
  });
}
