import { Slider } from "@mantine/core";
import { useRef, useState } from "react";
import type { Command, Gesture } from "@/editor";
import { useEditor } from "../context/EditorContext";
import { DocumentNumber } from "./DocumentNumber";
import { FieldRow } from "./FieldRow";
import classes from "./fields.module.css";

type Props = {
  readonly label: string;
  /** A fraction of 1, displayed in percent. */
  readonly value: number | undefined;
  readonly change: (share: number) => Command;
  readonly disabled?: boolean;
};

/** A share from 0 to 100 %: a slider whose drag is visible at once and is one undo step, with a number next to it. */
export function SliderField({ label, value, change, disabled = false }: Props) {
  const editor = useEditor();
  const gesture = useRef<Gesture | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  return (
    <FieldRow label={label}>
      <div className={classes.slider}>
        <Slider
          thumbLabel={label}
          min={0}
          max={1}
          step={0.01}
          disabled={disabled}
          value={dragged ?? value ?? 0}
          onChange={(share) => {
            gesture.current ??= editor.gesture(change(share).label);
            gesture.current.update(change(share));
            setDragged(share);
          }}
          onChangeEnd={() => {
            gesture.current?.commit();
            gesture.current = null;
            setDragged(null);
          }}
        />
        <DocumentNumber
          label={`${label}, number`}
          bare
          value={dragged === null ? (value === undefined ? undefined : value * 100) : dragged * 100}
          change={(percent) => change(percent / 100)}
          unit="%"
          units={{ "%": 1 }}
          min={0}
          max={100}
          digits={1}
          disabled={disabled}
        />
      </div>
    </FieldRow>
  );
}
