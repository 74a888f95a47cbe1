import { Input } from "@mantine/core";
import { useId, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { evaluate } from "./numberExpression";
import { limitNote, useFitNote } from "./fitNote";
import { typingHint, type Units } from "./units";
import classes from "./fields.module.css";
import { useScrub, type NumberGesture } from "./useScrub";

export type NumberFieldProps = {
  readonly label: string;
  /** Undefined if several things with different values are edited. */
  readonly value: number | undefined;
  readonly onChange: (value: number) => void;
  /** Starts a drag of the label; without it, a drag changes the value step by step. */
  readonly onGesture?: () => NumberGesture;
  /** A held arrow key: like `onChange`, but many of them are one change. */
  readonly onStep?: (value: number) => void;
  /** Why a number that was typed cannot be had; null where it can. */
  readonly faultIn?: (value: number) => string | null;
  /** Shown behind the number. */
  readonly unit?: string;
  /** Units that may be typed. */
  readonly units?: Units;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** Digits after the decimal point that are kept. */
  readonly digits?: number;
  readonly disabled?: boolean;
  /** Why a value typed may come out as another, in a sentence. */
  readonly because?: string;
  /** One or two letters inside the field instead of a label next to it. */
  readonly prefix?: string;
  /** What the number follows from, if it can follow from the scenario's parameters. */
  readonly formula?: Formula;
  /** Only the field: its label is elsewhere. */
  readonly bare?: boolean;
  readonly placeholder?: string;
};

/** How a number follows from parameters. */
export type Formula = {
  /** The expression; undefined if the number is set freely. */
  readonly text: string | undefined;
  /** Sets the expression, or lets the number be set freely (empty); says why it cannot be. */
  readonly follow: (text: string) => string | null;
  /** Sets a number that followed before. */
  readonly replace: (value: number) => void;
  /** The button that chooses a parameter. */
  readonly button: ReactNode;
};

const NO_UNITS: Units = {};

/** A number with its unit: accepts arithmetic and units, arrow keys step it (ten times with Shift), its label can be dragged. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, onStep = onChange, unit, units = NO_UNITS, step = 1, digits = 0, prefix, formula } = props;
  const follows = formula?.text;
  const { min = -Infinity, max = Infinity, disabled = false, placeholder = "Mixed" } = props;
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const { note, ask, say, clear } = useFitNote(value, { digits, unit, because: props.because });
  const hint = typingHint(units);

  const limit = (raw: number): number => Math.min(max, Math.max(min, round(raw, digits)));
  const { scrubbed, handlers } = useScrub({
    value: disabled || follows !== undefined ? undefined : value,
    step,
    limit,
    begin: props.onGesture ?? (() => stepwise(onChange)),
  });

  const commit = (typed: string): boolean => {
    if (formula && typed.trimStart().startsWith("=")) {
      const refused = formula.follow(typed.trimStart().slice(1).trim());
      setFault(refused);
      if (refused === null) setText(null);
      return refused === null;
    }
    const result = evaluate(typed, units, value);
    if ("fault" in result) {
      setFault(result.fault);
      return false;
    }
    const next = limit(result.value);
    const refused = next === value ? null : (props.faultIn?.(next) ?? null);
    if (refused !== null) {
      setFault(refused);
      return false;
    }
    setFault(null);
    setText(null);
    const beyond = limitNote(round(result.value, digits), { min, max, digits, unit });
    if (beyond !== null) say(beyond);
    else if (next !== value) ask(next);
    if (formula && follows !== undefined) formula.replace(next);
    else if (next !== value) onChange(next);
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") {
      if (text === null || commit(text)) event.currentTarget.select();
    } else if (event.key === "Escape" && text !== null) {
      event.stopPropagation();
      setText(null);
      setFault(null);
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      if (follows !== undefined) return;
      const result = text === null ? { value: value ?? 0 } : evaluate(text, units, value);
      if ("fault" in result) return;
      const by = step * (event.shiftKey ? 10 : 1) * (event.key === "ArrowUp" ? 1 : -1);
      setText(null);
      setFault(null);
      clear();
      onStep(limit(result.value + by));
    }
  };

  const onBlur = () => {
    setFocused(false);
    if (text !== null && follows !== undefined && text === `= ${follows}`) {
      setText(null);
      setFault(null);
    } else if (text !== null && !commit(text)) {
      setText(null);
      setFault(null);
    }
  };

  const shown = scrubbed ?? value;
  const { bare = false } = props;
  const labelled = (
    <label
      htmlFor={id}
      className={`${prefix === undefined ? classes.label : classes.prefix} ${disabled || follows !== undefined ? "" : classes.scrub}`}
      data-scrubbing={scrubbed === null ? undefined : true}
      title={disabled || follows !== undefined ? undefined : "Drag to change; Shift for larger steps"}
      {...handlers}
    >
      {prefix === undefined ? label : <span aria-hidden>{prefix}</span>}
    </label>
  );
  const input = (
    <div
      className={classes.well}
      style={unitRoom(unit)}
      data-formula={formula ? (follows === undefined ? "none" : "follows") : undefined}
      title={follows === undefined ? undefined : `= ${follows}`}
    >
      <Input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        aria-label={unit === undefined ? label : `${label}, ${unit}`}
        aria-description={follows === undefined ? undefined : `Follows from ${follows}`}
        aria-invalid={fault !== null}
        aria-describedby={fault !== null ? `${id}-fault` : hint === null ? undefined : `${id}-hint`}
        error={fault !== null}
        placeholder={placeholder}
        value={text ?? (shown === undefined ? "" : format(shown, digits))}
        onChange={(event) => {
          clear();
          setText(event.currentTarget.value);
        }}
        onFocus={(event) => {
          setFocused(true);
          // Shown at once, so that all of it is selected.
          if (follows !== undefined) flushSync(() => setText(`= ${follows}`));
          event.currentTarget.select();
        }}
        data-kept={text === null}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      {hint !== null && (
        <span
          className={classes.hint}
          id={`${id}-hint`}
          data-shown={(focused && text === null && fault === null && note === null) || undefined}
        >
          {hint}
        </span>
      )}
      {formula?.button}
      {unit !== undefined && shown !== undefined && text === null && <span className={classes.unit}>{unit}</span>}
    </div>
  );
  const message =
    fault !== null ? (
      <p className={classes.fault} id={`${id}-fault`} role="alert">
        {fault}
      </p>
    ) : note !== null ? (
      <p className={classes.fitNote} role="status">
        {note}
      </p>
    ) : null;
  if (bare)
    return (
      <div>
        {input}
        {message}
      </div>
    );
  if (prefix !== undefined)
    return (
      <div className={classes.inline}>
        {labelled}
        {input}
        {message}
      </div>
    );
  return (
    <div className={classes.row}>
      {labelled}
      {input}
      {message}
    </div>
  );
}

/** Space for the unit after the number: approximately as wide as its letters. */
const unitRoom = (unit: string | undefined): CSSProperties & { readonly "--unit-width"?: string } =>
  unit === undefined ? {} : { "--unit-width": `${0.3 + unit.length * 0.45}em` };

const stepwise = (onChange: (value: number) => void): NumberGesture => ({
  update: onChange,
  commit: () => undefined,
  cancel: () => undefined,
});

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** As many digits as the value needs, at most `digits`. */
const format = (value: number, digits: number): string => String(round(value, digits));
