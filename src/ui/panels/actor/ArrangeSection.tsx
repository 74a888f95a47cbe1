import {
  IconLayersSubtract,
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
  IconObjectScan,
  IconStackBack,
  IconStackBackward,
  IconStackForward,
  IconStackFront,
  type Icon,
} from "@tabler/icons-react";
import { LIMITS, type Actor, type Occluder } from "@/core/document";
import { setDepth } from "@/editor";
import { useScenario } from "../../context/EditorContext";
import { sharedOf } from "../../context/useSelection";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldRow } from "../../fields/FieldRow";
import { ActionButton } from "../../shell/ActionButton";
import { Section } from "../Section";
import classes from "./actor.module.css";

const ICON = { size: 16, stroke: 1.75 };

const ALIGN: readonly (readonly [action: string, Icon])[] = [
  ["arrange.align-left", IconLayoutAlignLeft],
  ["arrange.align-center", IconLayoutAlignCenter],
  ["arrange.align-right", IconLayoutAlignRight],
  ["arrange.align-top", IconLayoutAlignTop],
  ["arrange.align-middle", IconLayoutAlignMiddle],
  ["arrange.align-bottom", IconLayoutAlignBottom],
];
const DISTRIBUTE: readonly (readonly [action: string, Icon])[] = [
  ["arrange.distribute-horizontally", IconLayoutDistributeVertical],
  ["arrange.distribute-vertically", IconLayoutDistributeHorizontal],
];
const ORDER: readonly (readonly [action: string, Icon])[] = [
  ["arrange.back", IconStackBack],
  ["arrange.backward", IconStackBackward],
  ["arrange.forward", IconStackForward],
  ["arrange.front", IconStackFront],
];

/** How bodies relate to each other: what hides what, groups, and alignment. */
export function ArrangeSection({ actors = [], occluders = [] }: { actors?: readonly Actor[]; occluders?: readonly Occluder[] }) {
  const isRoad = useScenario((scenario) => scenario.road !== undefined);
  const bodies = [...actors, ...occluders];
  const ids = { actors: actors.map(({ id }) => id), occluders: occluders.map(({ id }) => id) };
  return (
    <Section
      title="Arrange"
      action={
        <span>
          <ActionButton action="arrange.group">
            <IconObjectScan {...ICON} />
          </ActionButton>
          <ActionButton action="arrange.ungroup">
            <IconLayersSubtract {...ICON} />
          </ActionButton>
        </span>
      }
    >
      {!isRoad && (
        <>
          <FieldRow label="Order">
            <Buttons buttons={ORDER} />
          </FieldRow>
          <DocumentNumber
            label="Depth offset"
            value={sharedOf(bodies, ({ depth = 0 }) => depth)}
            unit="px"
            units={{ px: 1 }}
            digits={1}
            min={-LIMITS.coordinate}
            max={LIMITS.coordinate}
            change={(depth) => setDepth(ids, depth)}
          />
        </>
      )}
      {bodies.length > 1 && (
        <FieldRow label="Align">
          <Buttons buttons={ALIGN} />
        </FieldRow>
      )}
      {bodies.length > 2 && (
        <FieldRow label="Distribute">
          <Buttons buttons={DISTRIBUTE} />
        </FieldRow>
      )}
    </Section>
  );
}

function Buttons({ buttons }: { buttons: readonly (readonly [action: string, Icon])[] }) {
  return (
    <div className={classes.buttons}>
      {buttons.map(([action, ButtonIcon]) => (
        <ActionButton key={action} action={action}>
          <ButtonIcon {...ICON} />
        </ActionButton>
      ))}
    </div>
  );
}
