import { useId } from "react";
import { faultOf, merging, type Command } from "@/editor";
import { useEditor } from "../context/EditorContext";
import { NumberField, type NumberFieldProps } from "./NumberField";

type Props = Omit<NumberFieldProps, "onChange" | "onGesture" | "onStep" | "faultIn"> & {
  /** The command that sets the number. */
  readonly change: (value: number) => Command;
  /** Says at the field why the scenario cannot have what was typed, instead of taking what comes nearest. */
  readonly checked?: boolean;
};

/** A number of the scenario: typing is one undo step, so is a drag of the label, so are arrow keys in a row for the same objects. */
export function DocumentNumber({ change, checked = false, ...field }: Props) {
  const editor = useEditor();
  const series = useId();
  return (
    <NumberField
      {...field}
      onChange={(value) => editor.run(change(value))}
      {...(checked && { faultIn: (value: number) => faultOf(editor.document.getState().scenario, change(value)) })}
      onStep={(value) => editor.run(merging(series, change(value)))}
      onGesture={() => {
        const gesture = editor.gesture(change(field.value ?? 0).label);
        return { update: (value) => gesture.update(change(value)), commit: gesture.commit, cancel: gesture.cancel };
      }}
    />
  );
}
