import { turnOccluders } from "@/editor";
import { sharedOf } from "../../../context/useSelection";
import { DocumentNumber } from "../../../fields/DocumentNumber";
import type { OccluderShapeProps } from "../../bodyProps";
import { DimensionFields } from "./DimensionFields";

const HEADING = { unit: "°", units: { "°": 1, deg: 1 }, digits: 1, step: 5, min: -360, max: 360 } as const;

/** Dimensions and heading of occluders on a road. */
export function RoadOccluderShape({ occluders, resize, placesOf }: OccluderShapeProps) {
  const ids = occluders.map(({ id }) => id);
  return (
    <>
      <DimensionFields bodies={occluders} change={resize} placesOf={placesOf} />
      <DocumentNumber
        label="Heading"
        value={sharedOf(occluders, ({ heading = 0 }) => heading)}
        {...HEADING}
        change={(heading) => turnOccluders(ids, heading)}
        places={placesOf("heading")}
      />
    </>
  );
}
