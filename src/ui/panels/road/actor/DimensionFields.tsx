import type { Actor } from "@/core/document";
import type { Command } from "@/editor";
import { sharedOf } from "../../../context/useSelection";
import { DocumentNumber } from "../../../fields/DocumentNumber";
import { FieldRow } from "../../../fields/FieldRow";
import classes from "../road.module.css";

const METRES = { unit: "m", units: { m: 1 }, step: 0.05, digits: 3, min: 0.05, max: 100 } as const;
const SIDES = [
  { key: "length", prefix: "L", label: "Length of the body" },
  { key: "width", prefix: "W", label: "Width" },
  { key: "height", prefix: "H", label: "Height" },
] as const;

type Props = {
  readonly bodies: readonly Pick<Actor, "size">[];
  readonly change: (part: Partial<Actor["size"]>) => Command;
};

/** Length, width and height in metres. */
export function DimensionFields({ bodies, change }: Props) {
  return (
    <FieldRow label="Dimensions">
      <div className={classes.triple}>
        {SIDES.map(({ key, prefix, label }) => (
          <DocumentNumber
            key={key}
            label={label}
            prefix={prefix}
            value={sharedOf(bodies, ({ size }) => size[key])}
            {...METRES}
            change={(value) => change({ [key]: value })}
          />
        ))}
      </div>
    </FieldRow>
  );
}
