import { IconStackBack, IconStackBackward, IconStackForward, IconStackFront } from "@tabler/icons-react";
import { LIMITS, type Actor, type Occluder } from "@/core/document";
import { setDepth } from "@/editor";
import { sharedOf } from "../../context/useSelection";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldRow } from "../../fields/FieldRow";
import { ActionButtons, type ActionIconOf } from "./ActionButtons";

const ORDER: readonly ActionIconOf[] = [
  ["arrange.back", IconStackBack],
  ["arrange.backward", IconStackBackward],
  ["arrange.forward", IconStackForward],
  ["arrange.front", IconStackFront],
];

/** Which of the bodies in a picture is in front: by their ground lines, and a depth offset. */
export function OrderFields({ actors, occluders }: { actors: readonly Actor[]; occluders: readonly Occluder[] }) {
  const ids = { actors: actors.map(({ id }) => id), occluders: occluders.map(({ id }) => id) };
  return (
    <>
      <FieldRow label="Order">
        <ActionButtons buttons={ORDER} />
      </FieldRow>
      <DocumentNumber
        label="Depth offset"
        value={sharedOf([...actors, ...occluders], ({ depth = 0 }) => depth)}
        unit="px"
        units={{ px: 1 }}
        digits={1}
        min={-LIMITS.coordinate}
        max={LIMITS.coordinate}
        change={(depth) => setDepth(ids, depth)}
      />
    </>
  );
}
