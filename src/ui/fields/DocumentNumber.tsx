import { useId } from "react";
import { expressionOf, faultOf, followExpression, merging, sequence, type Command, type NumberPlace } from "@/editor";
import { useEditor, useScenario } from "../context/EditorContext";
import { FormulaButton } from "./FormulaButton";
import { NumberField, type Formula, type NumberFieldProps } from "./NumberField";

type Props = Omit<NumberFieldProps, "onChange" | "onGesture" | "onStep" | "faultIn" | "formula"> & {
  /** The command that sets the number. */
  readonly change: (value: number) => Command;
  /** Says at the field why the scenario cannot have what was typed, instead of taking what comes nearest. */
  readonly checked?: boolean;
  /** Where the document has the number, if it can follow from parameters; several where several are edited together. */
  readonly places?: readonly NumberPlace[] | undefined;
};

/** A number of the scenario: typing is one undo step, so is a drag of the label, so are arrow keys in a row for the same objects. */
export function DocumentNumber({ change, checked = false, places, ...field }: Props) {
  const editor = useEditor();
  const series = useId();
  const formula = useFormula(field.label, places, change);
  return (
    <NumberField
      {...field}
      {...(formula && { formula })}
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

/** How the numbers at these places follow from parameters; null for none that can. */
function useFormula(label: string, places: readonly NumberPlace[] | undefined, change: (value: number) => Command): Formula | null {
  const editor = useEditor();
  const text = useScenario((scenario) => {
    const texts = places?.map((place) => expressionOf(scenario, place)) ?? [];
    return texts.every((each) => each === texts[0]) ? texts[0] : undefined;
  });
  if (!places || places.length === 0) return null;
  const follow = (typed: string): string | null => {
    const command = followExpression(places, typed === "" ? null : typed);
    const fault = faultOf(editor.document.getState().scenario, command);
    if (fault === null) editor.run(command);
    return fault;
  };
  return {
    text,
    follow,
    replace: (value) => editor.run(sequence("Set freely", [followExpression(places, null), change(value)])),
    button: <FormulaButton label={label} places={places} text={text} follow={follow} />,
  };
}
