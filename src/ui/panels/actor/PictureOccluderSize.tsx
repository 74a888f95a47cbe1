import { LIMITS } from "@/core/document";
import { sharedOf } from "../../context/useSelection";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import type { OccluderShapeProps } from "../bodyProps";

const EXTENT = { unit: "px", units: { px: 1 }, digits: 1, ...LIMITS.extent } as const;

/** Width and height of occluders in a picture. */
export function PictureOccluderSize({ occluders, resize, placesOf }: OccluderShapeProps) {
  return (
    <FieldRow label="Size">
      <FieldPair>
        <DocumentNumber
          label="Occluder width"
          prefix="W"
          value={sharedOf(occluders, ({ size }) => size.width)}
          {...EXTENT}
          change={(width) => resize({ width })}
          places={placesOf("size.width")}
        />
        <DocumentNumber
          label="Occluder height"
          prefix="H"
          value={sharedOf(occluders, ({ size }) => size.height)}
          {...EXTENT}
          change={(height) => resize({ height })}
          places={placesOf("size.height")}
        />
      </FieldPair>
    </FieldRow>
  );
}
