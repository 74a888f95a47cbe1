import { SegmentedControl } from "@mantine/core";
import { IconArrowsExchange, IconFlipHorizontal, IconFlipVertical, IconScissors, IconWaveSine } from "@tabler/icons-react";
import { CURVES, EASINGS, type Actor } from "@/core/document";
import { setCurve, setEasing } from "@/editor";
import { useEditor } from "../../context/EditorContext";
import { sharedOf } from "../../context/useSelection";
import { FieldRow } from "../../fields/FieldRow";
import { SelectField } from "../../fields/SelectField";
import { ActionButton } from "../../shell/ActionButton";
import { Section } from "../Section";
import { CURVE_LABELS, EASING_LABELS } from "./labels";

const ICON = { size: 16, stroke: 1.75 };

/** The shape of the path and how the actor moves along it. */
export function PathSection({ actors }: { actors: readonly Actor[] }) {
  const editor = useEditor();
  const ids = actors.map(({ id }) => id);
  return (
    <Section
      title="Path"
      action={
        <span>
          <ActionButton action="motion.reverse">
            <IconArrowsExchange {...ICON} />
          </ActionButton>
          <ActionButton action="motion.mirror-horizontally">
            <IconFlipVertical {...ICON} />
          </ActionButton>
          <ActionButton action="motion.mirror-vertically">
            <IconFlipHorizontal {...ICON} />
          </ActionButton>
          <ActionButton action="motion.constant-speed">
            <IconWaveSine {...ICON} />
          </ActionButton>
          <ActionButton action="motion.split">
            <IconScissors {...ICON} />
          </ActionButton>
        </span>
      }
    >
      <FieldRow label="Curve">
        <SegmentedControl
          fullWidth
          aria-label="Curve"
          value={sharedOf(actors, (actor) => actor.trajectory.curve) ?? ""}
          data={CURVES.map((value) => ({ value, label: CURVE_LABELS[value] }))}
          onChange={(value) => {
            const curve = CURVES.find((candidate) => candidate === value);
            if (curve) editor.run(setCurve(ids, curve));
          }}
        />
      </FieldRow>
      <SelectField
        label="Motion"
        value={sharedOf(actors, (actor) => actor.trajectory.easing)}
        options={EASINGS.map((value) => ({ value, label: EASING_LABELS[value] }))}
        onChange={(easing) => editor.run(setEasing(ids, easing))}
      />
    </Section>
  );
}
