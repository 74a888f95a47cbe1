import { ACTOR_LABELS, ACTOR_TYPES, LIMITS, type ActorType, type IgnoreRegion } from "@/core/document";
import { counted } from "@/core/text";
import { changeRegions, setRegionType, type Command, type PlacedRegion, type RegionChange } from "@/editor";
import { useEditor } from "../../context/EditorContext";
import { sharedOf } from "../../context/useSelection";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import { SelectField } from "../../fields/SelectField";
import { Section } from "../Section";
import { CopyAndDelete } from "./CopyAndDelete";
import panels from "../panels.module.css";

const PLACE = { unit: "px", units: { px: 1 }, digits: 1, min: -LIMITS.coordinate, max: LIMITS.coordinate } as const;
const EXTENT = { unit: "px", units: { px: 1 }, digits: 1, min: 1, max: LIMITS.coordinate } as const;
const FRAME = { unit: "f", units: { f: 1 }, min: -LIMITS.durationFrames.max, max: LIMITS.durationFrames.max } as const;

const EVERY = "every";
const TYPES: readonly { value: ActorType | typeof EVERY; label: string }[] = [
  { value: EVERY, label: "Every type" },
  ...ACTOR_TYPES.map((value) => ({ value, label: ACTOR_LABELS[value] })),
];

/** Regions to ignore: whose detections they are for, their position, size and frames. */
export function RegionPanel({ regions }: { regions: readonly PlacedRegion[] }) {
  const editor = useEditor();
  const indexes = regions.map(([index]) => index);
  const shared = <Value,>(pick: (region: IgnoreRegion) => Value) => sharedOf(regions, ([, region]) => pick(region));
  const change = (part: RegionChange): Command => changeRegions(indexes, part);
  const type = shared((region) => region.type ?? EVERY);
  return (
    <Section
      title={regions.length === 1 ? "Region to ignore" : counted(regions.length, "region to ignore", "regions to ignore")}
      action={<CopyAndDelete />}
    >
      <SelectField
        label="Detections of"
        value={type}
        options={TYPES}
        onChange={(value) => editor.run(setRegionType(indexes, value === EVERY ? null : value))}
      />
      <FieldRow label="Position">
        <FieldPair>
          <DocumentNumber label="Region x" prefix="X" value={shared(({ x }) => x)} {...PLACE} change={(x) => change({ x })} />
          <DocumentNumber label="Region y" prefix="Y" value={shared(({ y }) => y)} {...PLACE} change={(y) => change({ y })} />
        </FieldPair>
      </FieldRow>
      <FieldRow label="Size">
        <FieldPair>
          <DocumentNumber
            label="Region width"
            prefix="W"
            value={shared(({ width }) => width)}
            {...EXTENT}
            change={(width) => change({ width })}
          />
          <DocumentNumber
            label="Region height"
            prefix="H"
            value={shared(({ height }) => height)}
            {...EXTENT}
            change={(height) => change({ height })}
          />
        </FieldPair>
      </FieldRow>
      <FieldRow label="From, to">
        <FieldPair>
          <DocumentNumber
            label="First frame"
            prefix="↦"
            value={shared(({ startFrame }) => startFrame)}
            {...FRAME}
            change={(startFrame) => change({ startFrame })}
          />
          <DocumentNumber
            label="Frame after the last"
            prefix="⇥"
            value={shared(({ endFrame }) => endFrame)}
            {...FRAME}
            change={(endFrame) => change({ endFrame })}
          />
        </FieldPair>
      </FieldRow>
      <p className={panels.hint}>A detection here is neither right nor wrong. Nothing is drawn into the picture.</p>
    </Section>
  );
}
