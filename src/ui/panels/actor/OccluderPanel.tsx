import { LIMITS, MOTION_LIMITS, OCCLUDER_KINDS, OCCLUDER_LABELS, type Occluder } from "@/core/document";
import { changeOccluders, placeOccluder, recolorOccluders, sequence, turnOccluders, type Command } from "@/editor";
import { useEditor, useScenario } from "../../context/EditorContext";
import { sharedOf } from "../../context/useSelection";
import { ColorField } from "../../fields/ColorField";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import { SelectField } from "../../fields/SelectField";
import { SwitchField } from "../../fields/SwitchField";
import { TextField } from "../../fields/TextField";
import { DimensionFields } from "../road/actor/DimensionFields";
import { ArrangeSection } from "./ArrangeSection";
import { Section } from "../Section";
import { CopyAndDelete } from "./CopyAndDelete";

const PLACE = { unit: "px", units: { px: 1 }, digits: 1, min: -LIMITS.coordinate, max: LIMITS.coordinate } as const;
const METRES = { unit: "m", units: { m: 1 }, digits: 2, step: 0.1, min: -MOTION_LIMITS.place, max: MOTION_LIMITS.place } as const;
const HEADING = { unit: "°", units: { "°": 1, deg: 1 }, digits: 1, step: 5, min: -360, max: 360 } as const;
const EXTENT = { unit: "px", units: { px: 1 }, digits: 1, ...LIMITS.extent } as const;

/** Occluders: kind, place and size. `title` names all that is chosen where that is more. */
export function OccluderPanel({ occluders, title }: { occluders: readonly Occluder[]; title?: string | undefined }) {
  const editor = useEditor();
  const isRoad = useScenario((scenario) => scenario.road !== undefined);
  const place = isRoad ? METRES : PLACE;
  const ids = occluders.map(({ id }) => id);
  const [first] = occluders;
  if (!first) return null;
  const placeEach = (part: (occluder: Occluder) => Partial<Parameters<typeof placeOccluder>[1]>): Command =>
    sequence(
      "Place occluder",
      occluders.map((occluder) => placeOccluder(occluder.id, { x: occluder.x, y: occluder.y, size: occluder.size, ...part(occluder) })),
    );
  return (
    <>
      <Section title={title ?? (occluders.length === 1 ? first.name : `${occluders.length} occluders`)} action={<CopyAndDelete />}>
        <SelectField
          label="Kind"
          value={sharedOf(occluders, ({ kind }) => kind)}
          options={OCCLUDER_KINDS.map((value) => ({ value, label: OCCLUDER_LABELS[value] }))}
          onChange={(kind) => editor.run(changeOccluders(ids, { kind }))}
        />
        {occluders.length === 1 && (
          <TextField label="Name" value={first.name} onChange={(name) => editor.run(changeOccluders(ids, { name }))} />
        )}
        <FieldRow label="Position">
          <FieldPair>
            <DocumentNumber
              label="Occluder x"
              prefix="X"
              value={sharedOf(occluders, ({ x }) => x)}
              {...place}
              change={(x) => placeEach(() => ({ x }))}
            />
            <DocumentNumber
              label="Occluder y"
              prefix="Y"
              value={sharedOf(occluders, ({ y }) => y)}
              {...place}
              change={(y) => placeEach(() => ({ y }))}
            />
          </FieldPair>
        </FieldRow>
        {isRoad ? (
          <>
            <DimensionFields bodies={occluders} change={(part) => placeEach(({ size }) => ({ size: { ...size, ...part } }))} />
            <DocumentNumber
              label="Heading"
              value={sharedOf(occluders, ({ heading = 0 }) => heading)}
              {...HEADING}
              change={(heading) => turnOccluders(ids, heading)}
            />
          </>
        ) : (
          <FieldRow label="Size">
            <FieldPair>
              <DocumentNumber
                label="Occluder width"
                prefix="W"
                value={sharedOf(occluders, ({ size }) => size.width)}
                {...EXTENT}
                change={(width) => placeEach(({ size }) => ({ size: { ...size, width } }))}
              />
              <DocumentNumber
                label="Occluder height"
                prefix="H"
                value={sharedOf(occluders, ({ size }) => size.height)}
                {...EXTENT}
                change={(height) => placeEach(({ size }) => ({ size: { ...size, height } }))}
              />
            </FieldPair>
          </FieldRow>
        )}
        <ColorField
          label="Colour"
          value={sharedOf(occluders, ({ color }) => color)}
          placeholder="Default"
          change={(color) => recolorOccluders(ids, color)}
        />
        <SwitchField
          label="Hidden"
          checked={occluders.every(({ hidden }) => hidden)}
          onChange={(hidden) => editor.run(changeOccluders(ids, { hidden }))}
        />
        <SwitchField
          label="Locked"
          checked={occluders.every(({ locked }) => locked)}
          onChange={(locked) => editor.run(changeOccluders(ids, { locked }))}
        />
      </Section>
      <ArrangeSection occluders={occluders} />
    </>
  );
}
