import { useId } from "react";
import { merging, type Command } from "@/editor";
import { useEditor } from "../context/EditorContext";
import { NumberField, type NumberFieldProps } from "./NumberField";

type Props = Omit<NumberFieldProps, "onChange" | "onGesture" | "onStep"> & {
  /** The command that sets the number. */
  readonly change: (value: number) => Command;
};

/** A number of the scenario: typing is one undo step, so is a drag of the label, so are arrow keys in a row for the same objects. */
export function DocumentNumber({ change, ...field }: Props) {
  const editor = useEditor();
  const series = useId();
  return (
    <NumberField
      {...field}
      onChange={(value) => editor.run(change(value))}
      onStep={(value) => editor.run(merging(series, change(value)))}
      onGesture={() => {
        const gesture = editor.gesture(change(field.value ?? 0).label);
        return { update: (value) => gesture.update(change(value)), commit: gesture.commit, cancel: gesture.cancel };
      }}
    />
  );
}
