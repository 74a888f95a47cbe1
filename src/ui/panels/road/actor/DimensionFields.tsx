import type { Actor } from "@/core/document";
import type { Command } from "@/editor";
import { sharedOf } from "../../../context/useSelection";
import { DocumentNumber } from "../../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../../fields/FieldRow";

const METRES = { unit: "m", units: { m: 1 }, step: 0.05, digits: 3, min: 0.05, max: 100 } as const;

type Props = {
  readonly bodies: readonly Pick<Actor, "size">[];
  readonly change: (part: Partial<Actor["size"]>) => Command;
};

/** Length, width and height in metres. */
export function DimensionFields({ bodies, change }: Props) {
  const field = (key: keyof Actor["size"], label: string, prefix?: string) => (
    <DocumentNumber
      label={label}
      {...(prefix !== undefined && { prefix })}
      value={sharedOf(bodies, ({ size }) => size[key])}
      {...METRES}
      change={(value) => change({ [key]: value })}
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
