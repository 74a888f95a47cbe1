import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import type { Parameter } from "@/core/document";
import { setParameter } from "@/editor";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { GestureSlider } from "../../fields/GestureSlider";
import { parameterUnits, valueText } from "../../fields/parameterText";
import { ParameterForm } from "./ParameterForm";
import classes from "./scenario.module.css";

type Props = {
  readonly parameter: Parameter;
  readonly opened: boolean;
  readonly onToggle: (name: string) => void;
  readonly onRename: (name: string) => void;
};

/** A parameter with its slider; opened, with everything about it. */
export function ParameterItem({ parameter, opened, onToggle, onRename }: Props) {
  const { name, expression } = parameter;
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <li className={classes.item}>
      <div className={classes.itemHead}>
        <button type="button" className={classes.itemButton} aria-expanded={opened} onClick={() => onToggle(name)}>
          <Chevron size={14} stroke={1.75} aria-hidden />
          <span className={classes.itemName}>{name}</span>
          <span className={classes.itemDetail}>{valueText(parameter)}</span>
        </button>
      </div>
      {expression === undefined ? (
        <div className={classes.parameterValue}>
          <ParameterValue parameter={parameter} />
        </div>
      ) : (
        <p className={classes.parameterExpression} title={expression}>
          = {expression}
        </p>
      )}
      {opened && <ParameterForm parameter={parameter} onRename={onRename} />}
    </li>
  );
}

/** The value, with a slider over its range. */
function ParameterValue({ parameter: { name, value, unit, from, to, step } }: { parameter: Parameter }) {
  const number = (label: string, shown: number | undefined) => (
    <DocumentNumber
      label={label}
      bare
      checked
      value={shown}
      change={(next) => setParameter(name, next)}
      step={step ?? 1}
      digits={4}
      {...(unit !== undefined && { unit })}
      units={parameterUnits(unit)}
    />
  );
  if (from === undefined || to === undefined) return number(name, value);
  return (
    <GestureSlider
      label={name}
      bare
      value={value}
      change={(next) => setParameter(name, Number(next.toPrecision(10)))}
      min={from}
      max={to}
      step={step ?? (to - from) / 100}
    >
      {(shown) => number(`${name}, number`, shown)}
    </GestureSlider>
  );
}
