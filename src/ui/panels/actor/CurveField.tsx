import { SegmentedControl } from "@mantine/core";
import { CURVES, type Actor } from "@/core/document";
import { setCurve } from "@/editor";
import { useEditor } from "../../context/EditorContext";
import { sharedOf } from "../../context/useSelection";
import { FieldRow } from "../../fields/FieldRow";
import { CURVE_LABELS } from "./labels";

/** How paths run between their waypoints. */
export function CurveField({ actors, label }: { actors: readonly Actor[]; label: string }) {
  const editor = useEditor();
  const ids = actors.map(({ id }) => id);
  return (
    <FieldRow label={label}>
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
  );
}
