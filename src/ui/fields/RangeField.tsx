import { Slider } from "@mantine/core";
import { useRef, useState } from "react";
import type { Command, Gesture } from "@/editor";
import { useEditor } from "../context/EditorContext";
import { DocumentNumber } from "./DocumentNumber";
import { FieldRow } from "./FieldRow";
import type { Units } from "./units";
import classes from "./fields.module.css";

type Props = {
  readonly label: string;
  readonly value: number;
  readonly change: (value: number) => Command;
  readonly unit: string;
  readonly units: Units;
  /** What the slider reaches; a number beyond it can be typed. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly digits: number;
};

/** A measure that is looked for by eye: a slider whose drag shows at once and is one undo step, and a number beside it. */
export function RangeField({ label, value, change, min, max, step, ...number }: Props) {
  const editor = useEditor();
  const gesture = useRef<Gesture | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  return (
    <FieldRow label={label}>
      <div className={classes.slider}>
        <Slider
          thumbLabel={label}
          label={null}
          min={min}
          max={max}
          step={step}
          value={Math.min(max, Math.max(min, dragged ?? value))}
          onChange={(next) => {
            gesture.current ??= editor.gesture(change(next).label);
            gesture.current.update(change(next));
            setDragged(next);
          }}
          onChangeEnd={() => {
            gesture.current?.commit();
            gesture.current = null;
            setDragged(null);
          }}
        />
        <DocumentNumber label={`${label}, number`} bare checked value={dragged ?? value} change={change} step={step} {...number} />
      </div>
    </FieldRow>
  );
}
