import { Slider } from "@mantine/core";
import { useRef, useState, type ReactNode } from "react";
import type { Command, Gesture } from "@/editor";
import { useEditor } from "../context/EditorContext";
import { FieldRow } from "./FieldRow";
import classes from "./fields.module.css";

type Props = {
  readonly label: string;
  /** Of the document; undefined where several objects differ. */
  readonly value: number | undefined;
  readonly change: (value: number) => Command;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Whether the thumb shows its value while it is dragged. */
  readonly showsValue?: boolean;
  readonly disabled?: boolean;
  /** Only slider and number: the label is elsewhere. */
  readonly bare?: boolean;
  /** The number next to it. @param value the one being dragged to, or the document's */
  readonly children: (value: number | undefined) => ReactNode;
};

/** A slider whose drag shows at once and is one undo step, with a number next to it. */
export function GestureSlider({
  label,
  value,
  change,
  min,
  max,
  step,
  showsValue = false,
  disabled = false,
  bare = false,
  children,
}: Props) {
  const editor = useEditor();
  const gesture = useRef<Gesture | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? value;
  const slider = (
    <div className={classes.slider}>
      <Slider
        thumbLabel={label}
        {...(showsValue ? {} : { label: null })}
        min={min}
        max={max}
        step={step}
        disabled={disabled}
        value={Math.min(max, Math.max(min, shown ?? 0))}
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
      {children(shown)}
    </div>
  );
  return bare ? slider : <FieldRow label={label}>{slider}</FieldRow>;
}
