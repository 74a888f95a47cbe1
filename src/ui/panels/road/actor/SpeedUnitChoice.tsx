import { SegmentedControl } from "@mantine/core";
import { SPEED_UNITS } from "@/editor";
import { useEditor, useSession } from "../../../context/EditorContext";
import { FieldRow } from "../../../fields/FieldRow";

/** The unit in which speeds are shown, here and in the timeline: a choice of the person, not of the scenario. */
export function SpeedUnitChoice() {
  const editor = useEditor();
  const unit = useSession(({ speedUnit }) => speedUnit);
  return (
    <FieldRow label="Speeds in">
      <SegmentedControl
        fullWidth
        aria-label="Unit of speeds"
        value={unit}
        data={[...SPEED_UNITS]}
        onChange={(value) => {
          const speedUnit = SPEED_UNITS.find((candidate) => candidate === value);
          if (speedUnit) editor.session.setState({ speedUnit });
        }}
      />
    </FieldRow>
  );
}
