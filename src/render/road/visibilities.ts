import type { Scenario } from "@/core/document";
import { extinctionIn, visibilityIn } from "@/core/weather";

/**
 * How far one sees on the road, in metres, in the weather of each keyframe, and β per metre (see `visibilityIn`); null where fog has no
 * such measure: in a picture, and in style schematic.
 */
export const visibilitiesOf = ({ road, style, weather }: Pick<Scenario, "road" | "style" | "weather">): object[] | null =>
  road === undefined || style !== "illustrated"
    ? null
    : weather.map((keyframe) => ({
        frame: keyframe.frame,
        metres: Math.round(visibilityIn([keyframe])),
        extinction: Number(extinctionIn([keyframe]).toFixed(6)),
      }));
