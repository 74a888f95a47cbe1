import { useStore } from "zustand";
import { RESIZES } from "@/detectors/onnx/picture/placement";
import { CHANNEL_ORDERS, LAYOUTS } from "@/detectors/onnx/picture/tensor";
import { ACTIVATIONS, ARRANGEMENTS, BOX_FORMATS, BOX_UNITS, HEADS, type OnnxOptions } from "@/detectors/onnx/plan/options";
import type { Choice } from "@/detectors/onnx/plan/plan";
import { OPTION_NAMES } from "@/services/detection/run/modelWords";
import { useServices } from "../context/ServicesContext";
import { SelectField } from "../fields/SelectField";
import { TextField } from "../fields/TextField";
import { namesOf, numbersOf, outputsOf, textOf } from "./modelOptionText";
import classes from "./detection.module.css";

type Option = keyof OnnxOptions;

/** Options with a few values each. */
const CHOICES = [
  ["head", HEADS],
  ["resize", RESIZES],
  ["channels", CHANNEL_ORDERS],
  ["layout", LAYOUTS],
  ["boxes", BOX_FORMATS],
  ["boxUnit", BOX_UNITS],
  ["activation", ACTIVATIONS],
  ["arrangement", ARRANGEMENTS],
] as const satisfies readonly (readonly [Option, readonly string[]])[];

/** Options that are typed, and how. */
const TYPED = [
  ["inputSize", numbersOf],
  ["outputs", outputsOf],
  ["classes", namesOf],
  ["scale", (text: string) => numbersOf(text)?.[0]],
  ["mean", numbersOf],
  ["std", numbersOf],
  ["padding", (text: string) => numbersOf(text)?.[0]],
  ["iou", (text: string) => numbersOf(text)?.[0]],
  ["maxDetections", (text: string) => numbersOf(text)?.[0]],
] as const satisfies readonly (readonly [Option, (text: string) => unknown])[];

const GUESS = "";

/** Every decision about a model, with its reason; each can be made by the user instead. */
export function ModelOptions({ choices }: { choices: readonly Choice[] }) {
  const { detector } = useServices();
  const options = useStore(detector.ownModel.state, (state) => state.options);
  const guessOf = (option: Option) => choices.find((choice) => choice.option === option && !choice.given);
  const decide = (option: Option, value: unknown) => void detector.ownModel.decide(option, value);
  // What could not be understood has to be decided.
  return (
    <details className={classes.more} open={choices.length === 0 || undefined}>
      <summary>How it is run</summary>
      {CHOICES.map(([option, values]) => (
        <div key={option}>
          <SelectField
            label={OPTION_NAMES[option]}
            value={options[option] ?? GUESS}
            options={[{ value: GUESS, label: guessLabel(guessOf(option)) }, ...values.map((value) => ({ value, label: value }))]}
            onChange={(value) => decide(option, value === GUESS ? undefined : value)}
          />
          <Reason choice={guessOf(option)} />
        </div>
      ))}
      {TYPED.map(([option, read]) => (
        <div key={option}>
          <TextField
            label={OPTION_NAMES[option]}
            value={textOf(options[option])}
            placeholder={option === "outputs" ? "boxes: NAME, scores: NAME" : guessLabel(guessOf(option))}
            maxLength={10_000}
            lines={option === "classes" ? 2 : 1}
            onChange={(text) => decide(option, text.trim() === "" ? undefined : read(text))}
          />
          <Reason choice={guessOf(option)} />
        </div>
      ))}
      <SelectField
        label={OPTION_NAMES.nms}
        value={options.nms === undefined ? GUESS : options.nms ? "true" : "false"}
        options={[
          { value: GUESS, label: guessLabel(guessOf("nms")) },
          { value: "true", label: "overlapping boxes of a class are reduced to one" },
          { value: "false", label: "overlapping boxes are kept" },
        ]}
        onChange={(value) => decide("nms", value === GUESS ? undefined : value === "true")}
      />
      <Reason choice={guessOf("nms")} />
    </details>
  );
}

const guessLabel = (guess: Choice | undefined): string => (guess ? `${guess.value} (guessed)` : "not decided");

/** Why a guess was made; what follows from the head alone needs no words. */
function Reason({ choice }: { choice: Choice | undefined }) {
  return choice && !choice.reason.startsWith("head ") ? <p className={classes.reason}>{choice.reason}</p> : null;
}
