import { IconArrowsExchange, IconFlipHorizontal, IconFlipVertical, IconScissors, IconWaveSine } from "@tabler/icons-react";
import { EASINGS, type Actor } from "@/core/document";
import { setEasing } from "@/editor";
import { useEditor } from "../../context/EditorContext";
import { sharedOf } from "../../context/useSelection";
import { SelectField } from "../../fields/SelectField";
import { ActionButton } from "../../shell/ActionButton";
import { Section } from "../Section";
import { CurveField } from "./CurveField";
import { EASING_LABELS } from "./labels";

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
      <CurveField actors={actors} label="Curve" />
      <SelectField
        label="Motion"
        value={sharedOf(actors, (actor) => actor.trajectory.easing)}
        options={EASINGS.map((value) => ({ value, label: EASING_LABELS[value] }))}
        onChange={(easing) => editor.run(setEasing(ids, easing))}
      />
    </Section>
  );
}
