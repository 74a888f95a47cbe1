import { Button } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { Parameter } from "@/core/document";
import { UNIT_NAMES, UNITS, inUnit, quantity, sameDimension } from "@/core/expressions";
import {
  changeParameter,
  faultOf,
  removeParameter,
  renameParameter,
  selectionOf,
  setParameterUnit,
  usesOfParameter,
  type ParameterUse,
} from "@/editor";
import { useEditor, useScenario } from "../../context/EditorContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import { SelectField } from "../../fields/SelectField";
import { TextField } from "../../fields/TextField";
import { parameterUnits } from "../../fields/parameterText";
import { notify } from "../../shell/notify";
import { showPanel } from "../tabs";
import panels from "../panels.module.css";
import classes from "./scenario.module.css";

const NO_UNIT = "none";
const UNIT_OPTIONS = [{ value: NO_UNIT, label: "None" }, ...UNIT_NAMES.map((value) => ({ value, label: value }))] as const;

/** Everything about a parameter. */
export function ParameterForm({ parameter, onRename }: { parameter: Parameter; onRename: (name: string) => void }) {
  const editor = useEditor();
  const { name, unit, from, to, step, expression, description } = parameter;
  const number = { digits: 4, checked: true, placeholder: "None", units: parameterUnits(unit), ...(unit !== undefined && { unit }) };
  const rename = (next: string) => {
    const command = renameParameter(name, next.trim());
    const fault = faultOf(editor.document.getState().scenario, command);
    if (fault !== null) return notify({ tone: "warning", title: `“${next}” cannot be a name`, message: fault });
    editor.run(command);
    onRename(next.trim());
  };
  return (
    <div className={classes.itemBody}>
      <TextField label="Name" value={name} maxLength={40} onChange={rename} />
      <SelectField
        label="Unit"
        value={unit ?? NO_UNIT}
        options={UNIT_OPTIONS}
        onChange={(chosen) => {
          const next = chosen === NO_UNIT ? undefined : chosen;
          editor.run(setParameterUnit(name, next, converted(unit, next)));
        }}
      />
      {expression === undefined && (
        <>
          <FieldRow label="From, to">
            <FieldPair>
              <DocumentNumber
                label={`${name} from`}
                prefix="↦"
                value={from}
                {...number}
                change={(value) => changeParameter(name, { from: value })}
              />
              <DocumentNumber
                label={`${name} to`}
                prefix="⇥"
                value={to}
                {...number}
                change={(value) => changeParameter(name, { to: value })}
              />
            </FieldPair>
          </FieldRow>
          <DocumentNumber label="Step" value={step} {...number} change={(value) => changeParameter(name, { step: value })} />
        </>
      )}
      <TextField
        label="Follows"
        value={expression ?? ""}
        maxLength={300}
        placeholder="Set freely, or other × 2"
        onChange={(text) => editor.run(changeParameter(name, { expression: text.trim().replace(/^=\s*/, "") || undefined }))}
      />
      <TextField
        label="Description"
        value={description ?? ""}
        maxLength={1000}
        placeholder="What it is for"
        onChange={(text) => editor.run(changeParameter(name, { description: text.trim() || undefined }))}
      />
      <Uses name={name} />
      <div className={classes.buttons}>
        {expression === undefined && (from !== undefined || to !== undefined) && (
          <Button variant="default" onClick={() => editor.run(changeParameter(name, { from: undefined, to: undefined }))}>
            Without range
          </Button>
        )}
        <Button variant="default" leftSection={<IconTrash size={14} stroke={1.75} />} onClick={() => editor.run(removeParameter(name))}>
          Remove
        </Button>
      </div>
    </div>
  );
}

type UnitChoice = Parameter["unit"];

/** Values in another unit, where both measure the same; otherwise the same numbers. */
function converted(before: UnitChoice, after: UnitChoice): (value: number) => number {
  if (before === undefined || after === undefined || !sameDimension(UNITS[before].dimension, UNITS[after].dimension))
    return (value) => value;
  return (value) => Number(inUnit(quantity(value, before), after).toPrecision(10));
}

/** What follows from a parameter; a click selects it. */
function Uses({ name }: { name: string }) {
  const scenario = useScenario((present) => present);
  const uses = usesOfParameter(scenario, name);
  if (uses.length === 0) return <p className={panels.hint}>Nothing follows from it yet.</p>;
  return (
    <FieldRow label="Used by">
      <ul className={classes.uses}>
        {uses.map((use, index) => (
          <UseItem key={index} use={use} />
        ))}
      </ul>
    </FieldRow>
  );
}

function UseItem({ use: { label, text, select } }: { use: ParameterUse }) {
  const editor = useEditor();
  if (!select) return <li title={`= ${text}`}>{label}</li>;
  return (
    <li>
      <button
        type="button"
        className={classes.use}
        title={`= ${text}`}
        onClick={() => {
          editor.session.setState({ selection: selectionOf({ actors: [...select.actors], occluders: [...select.occluders] }) });
          showPanel(editor, "actor");
        }}
      >
        {label}
      </button>
    </li>
  );
}
