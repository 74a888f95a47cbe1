import { NativeSelect, Switch } from "@mantine/core";
import { useId } from "react";
import { LIGHT_CONDITIONS, WEATHER_CONDITIONS, annotatedActors } from "@/core/document";
import type { Variable } from "@/search";
import { kindOf, type SetupRow } from "@/services/search/setup";
import { useEditor, useScenario, useWorld } from "../context/EditorContext";
import { NumberField } from "../fields/NumberField";
import { WEATHER_LABELS } from "../look/weather";
import { variableHint, variableTitle } from "./searchWords";
import classes from "./search.module.css";

type Props = { readonly rows: readonly SetupRow[]; readonly onChange: (rows: readonly SetupRow[]) => void };

/** What may vary in the scenario; each can be switched on, and then has a range. */
export function VariableRows({ rows, onChange }: Props) {
  return (
    <ul className={classes.variables}>
      {rows.map((row, index) => (
        <VariableRow key={kindOf(row.variable)} row={row} onChange={(next) => onChange(rows.with(index, next))} />
      ))}
    </ul>
  );
}

function VariableRow({ row: { variable, isOn }, onChange }: { row: SetupRow; onChange: (row: SetupRow) => void }) {
  const id = useId();
  const unit = useUnit(variable);
  const hint = variableHint(variable);
  const change = (next: Variable) => onChange({ variable: next, isOn });
  return (
    <li className={classes.variable}>
      <div className={classes.variableHead}>
        <label htmlFor={id}>{variableTitle(variable)}</label>
        {!isOn && <span className={classes.range}>{rangeText(variable, unit)}</span>}
        <Switch id={id} checked={isOn} onChange={(event) => onChange({ variable, isOn: event.currentTarget.checked })} />
      </div>
      {isOn && (
        <>
          <RangeFields variable={variable} unit={unit} onChange={change} />
          <TargetField variable={variable} onChange={change} />
          {hint !== "" && <p className={classes.quiet}>{hint}</p>}
        </>
      )}
    </li>
  );
}

function rangeText(variable: Variable, unit: string): string {
  if (!("from" in variable) || variable.from === undefined || variable.to === undefined) return "";
  return `${variable.from} to ${variable.to}${unit === "" ? "" : ` ${unit}`}`;
}

function useUnit({ vary }: Variable): string {
  const world = useWorld();
  if (vary === "speed" || vary === "size" || vary === "occluder_size") return "×";
  if (vary === "gap") return "s";
  if (vary === "camera_height") return "m";
  return vary === "distance" || vary === "occluder_distance" ? world.unit : "";
}

function RangeFields({ variable, unit, onChange }: { variable: Variable; unit: string; onChange: (variable: Variable) => void }) {
  if (!("from" in variable) || variable.from === undefined || variable.to === undefined) return null;
  const { from, to } = variable;
  const step = variable.step ?? Math.abs(to - from) / 20;
  const title = variableTitle(variable);
  const field = (name: string, value: number, set: (value: number) => Variable, min?: number) => (
    <label className={classes.bound}>
      <span aria-hidden>{name}</span>
      <NumberField
        label={`${title}, ${name}`}
        bare
        value={value}
        step={name === "step" ? step / 2 : step}
        digits={3}
        {...(unit === "" ? {} : { unit })}
        {...(min === undefined ? {} : { min })}
        faultIn={(next) => (next === value ? null : faultOf(set(next)))}
        onChange={(next) => onChange(set(next))}
      />
    </label>
  );
  return (
    <div className={classes.bounds}>
      {field("from", from, (value) => ({ ...variable, from: value }))}
      {field("to", to, (value) => ({ ...variable, to: value }))}
      {field("step", step, (value) => ({ ...variable, step: value }), 0.001)}
    </div>
  );
}

/** Why a range cannot be; null if it can. */
function faultOf(variable: Variable): string | null {
  if (!("from" in variable) || variable.from === undefined || variable.to === undefined) return null;
  const { from, to, step } = variable;
  if (from === to) return "From and to must differ.";
  return step !== undefined && step > Math.abs(to - from) ? "The step is larger than the range." : null;
}

const ALL = "*";

/** Which weather, light, actor or occluder varies. */
function TargetField({ variable, onChange }: { variable: Variable; onChange: (variable: Variable) => void }) {
  const { document } = useEditor();
  useScenario((scenario) => scenario.actors);
  useScenario((scenario) => scenario.occluders);
  const scenario = document.getState().scenario;
  const select = (label: string, value: string, data: readonly { value: string; label: string }[], choose: (value: string) => void) => (
    <NativeSelect
      aria-label={`${variableTitle(variable)}, ${label}`}
      value={value}
      data={[...data]}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
  const named = <Name extends string>(names: readonly Name[]) => names.map((name) => ({ value: name, label: nameOf(name) }));
  switch (variable.vary) {
    case "severity": {
      const conditions = WEATHER_CONDITIONS.filter((name) => name !== "sunny");
      return select(
        "of",
        variable.condition ?? ALL,
        [{ value: ALL, label: "Of the scenario’s weather" }, ...named(conditions)],
        (value) => {
          onChange({ ...variable, condition: conditions.find((name) => name === value) });
        },
      );
    }
    case "light_severity": {
      const conditions = LIGHT_CONDITIONS.filter((name) => name !== "day");
      return select("of", variable.condition ?? ALL, [{ value: ALL, label: "Of the scenario’s light" }, ...named(conditions)], (value) => {
        onChange({ ...variable, condition: conditions.find((name) => name === value) });
      });
    }
    case "speed":
    case "gap":
    case "size":
    case "distance": {
      const actors = scenario.actors.map(({ id, name }) => ({ value: id, label: `Of ${name || id}` }));
      const all = { value: ALL, label: variable.vary === "gap" ? "Of all vehicles" : "Of everyone" };
      return select("of", variable.actors?.[0] ?? ALL, [all, ...actors], (value) => {
        onChange({ ...variable, actors: value === ALL ? undefined : [value] });
      });
    }
    case "contrast": {
      const people = annotatedActors(scenario).filter(({ type }) => type === "pedestrian" || type === "cyclist");
      const [only, second] = variable.actors ?? [];
      const all = people.map(({ id }) => id);
      const options = [
        { value: ALL, label: "Of all pedestrians and cyclists" },
        ...people.map(({ id, name }) => ({ value: id, label: `Of ${name || id}` })),
      ];
      return select("of", only !== undefined && second === undefined && people.length > 1 ? only : ALL, options, (value) =>
        onChange({ ...variable, actors: value === ALL ? all : [value] }),
      );
    }
    case "occluder":
    case "occluder_distance":
    case "occluder_size": {
      const occluders = scenario.occluders.map(({ id, kind }) => ({ value: id, label: `${nameOf(kind)} (${id})` }));
      return select("of", variable.occluders?.[0] ?? ALL, [{ value: ALL, label: "All occluders" }, ...occluders], (value) => {
        onChange({ ...variable, occluders: value === ALL ? undefined : [value] });
      });
    }
    case "weather":
    case "light":
    case "color":
    case "camera_height":
    case "sensor":
    case "seed":
    case "declared":
    case "parameter":
      return null;
  }
}

function nameOf(name: string): string {
  const known = Object.entries(WEATHER_LABELS).find(([key]) => key === name)?.[1];
  const text = name.replaceAll("_", " ");
  return known ?? text.charAt(0).toUpperCase() + text.slice(1);
}
