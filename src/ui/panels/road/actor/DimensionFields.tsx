import type { Actor } from "@/core/document";
import type { Command, NumberPlace } from "@/editor";
import { sharedOf } from "../../../context/useSelection";
import { DocumentNumber } from "../../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../../fields/FieldRow";

const METRES = { unit: "m", units: { m: 1 }, step: 0.05, digits: 3, min: 0.05, max: 100 } as const;

type Props = {
  readonly bodies: readonly Pick<Actor, "size">[];
  readonly change: (part: Partial<Actor["size"]>) => Command;
  /** Where the document has one of the bodies’ numbers. */
  readonly placesOf: (key: string) => readonly NumberPlace[];
};

/** Length, width and height in metres. */
export function DimensionFields({ bodies, change, placesOf }: Props) {
  const field = (key: keyof Actor["size"], label: string, prefix?: string) => (
    <DocumentNumber
      label={label}
      {...(prefix !== undefined && { prefix })}
      value={sharedOf(bodies, ({ size }) => size[key])}
      {...METRES}
      change={(value) => change({ [key]: value })}
      places={placesOf(`size.${key}`)}
    />
  );
  return (
    <>
      {field("length", "Body length")}
      <FieldRow label="Width, height">
        <FieldPair>
          {field("width", "Width", "W")}
          {field("height", "Height", "H")}
        </FieldPair>
      </FieldRow>
    </>
  );
}
