import { OCCLUDER_KINDS, OCCLUDER_LABELS, type Occluder } from "@/core/document";
import { changeOccluders, moveOccluders, placeOccluder, recolorOccluders, sequence, type Command } from "@/editor";
import { useEditor } from "../../context/EditorContext";
import { sharedOf } from "../../context/useSelection";
import { ColorField } from "../../fields/ColorField";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import { SelectField } from "../../fields/SelectField";
import { SwitchField } from "../../fields/SwitchField";
import { TextField } from "../../fields/TextField";
import { ArrangeSection } from "./ArrangeSection";
import { Section } from "../Section";
import { useWorldFields } from "../worldFields";
import { CopyAndDelete } from "./CopyAndDelete";

/** Occluders: kind, place and size. `title` names all that is chosen where that is more. */
export function OccluderPanel({ occluders, title }: { occluders: readonly Occluder[]; title?: string | undefined }) {
  const editor = useEditor();
  const { coordinate, OccluderShape } = useWorldFields();
  const ids = occluders.map(({ id }) => id);
  const placesOf = (key: string) => ids.map((id) => ({ of: "occluder" as const, id, key }));
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
              {...coordinate}
              change={(x) => placeEach(() => ({ x }))}
              places={placesOf("x")}
            />
            <DocumentNumber
              label="Occluder y"
              prefix="Y"
              value={sharedOf(occluders, ({ y }) => y)}
              {...coordinate}
              change={(to) =>
                sequence(
                  "Move occluder",
                  occluders.map(({ id, y }) => moveOccluders([id], 0, to - y)),
                )
              }
              places={placesOf("y")}
            />
          </FieldPair>
        </FieldRow>
        <OccluderShape
          occluders={occluders}
          placesOf={placesOf}
          resize={(part) => placeEach(({ size }) => ({ size: { ...size, ...part } }))}
        />
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
