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
} from "@tabler/icons-react";
import type { Actor, Occluder } from "@/core/document";
import { FieldRow } from "../../fields/FieldRow";
import { ActionButton } from "../../shell/ActionButton";
import { Section } from "../Section";
import { useWorldFields } from "../worldFields";
import { ActionButtons, type ActionIconOf } from "./ActionButtons";

const ICON = { size: 16, stroke: 1.75 };

const ALIGN: readonly ActionIconOf[] = [
  ["arrange.align-left", IconLayoutAlignLeft],
  ["arrange.align-center", IconLayoutAlignCenter],
  ["arrange.align-right", IconLayoutAlignRight],
  ["arrange.align-top", IconLayoutAlignTop],
  ["arrange.align-middle", IconLayoutAlignMiddle],
  ["arrange.align-bottom", IconLayoutAlignBottom],
];
const DISTRIBUTE: readonly ActionIconOf[] = [
  ["arrange.distribute-horizontally", IconLayoutDistributeVertical],
  ["arrange.distribute-vertically", IconLayoutDistributeHorizontal],
];

/** How bodies relate to each other: what hides what, groups, and alignment. */
export function ArrangeSection({ actors = [], occluders = [] }: { actors?: readonly Actor[]; occluders?: readonly Occluder[] }) {
  const { Order } = useWorldFields();
  const bodies = [...actors, ...occluders];
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
      <Order actors={actors} occluders={occluders} />
      {bodies.length > 1 && (
        <FieldRow label="Align">
          <ActionButtons buttons={ALIGN} />
        </FieldRow>
      )}
      {bodies.length > 2 && (
        <FieldRow label="Distribute">
          <ActionButtons buttons={DISTRIBUTE} />
        </FieldRow>
      )}
    </Section>
  );
}
