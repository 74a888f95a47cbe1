import { Text } from "@mantine/core";
import type { Road } from "@/core/document";
import { counted } from "@/core/text";
import { ROAD_KINDS, type PlanOf } from "@/core/world/roads";
import { changeRoadPlan, setRoadKind } from "@/editor";
import { useEditor } from "../../context/EditorContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { SelectField } from "../../fields/SelectField";
import { SwitchField } from "../../fields/SwitchField";
import { ROADS } from "../../look/roads";
import { PlanDrawing } from "../../pictures/PlanDrawing";
import { Section } from "../Section";
import { CHOICES, NUMBERS, isChoiceKey, isNumberKey } from "./planFields";
import classes from "./road.module.css";

/** The kind of road and all its measures. */
export function RoadSection({ road: { plan } }: { road: Road }) {
  const editor = useEditor();
  return (
    <Section title="Road">
      <PlanDrawing plan={plan} className={classes.plan} />
      <SelectField
        label="Kind"
        value={plan.kind}
        options={[
          ...(plan.kind === "network" ? [{ value: plan.kind, label: "Imported roads" }] : []),
          ...ROAD_KINDS.map((value) => ({ value, label: ROADS[value].label })),
        ]}
        onChange={(kind) => {
          if (kind !== "network") editor.run(setRoadKind(kind));
        }}
      />
      {plan.kind === "network" ? (
        <>
          <PlanField name="speedLimit" value={plan.speedLimit} />
          <Text size="xs" c="dimmed">
            {sizeOfNetwork(plan)}
          </Text>
        </>
      ) : (
        Object.entries<string | number | boolean | null>(plan).map(([key, value]) => (
          <PlanField key={`${plan.kind} ${key}`} name={key} value={value} />
        ))
      )}
    </Section>
  );
}

function sizeOfNetwork({ roads, crossings, bays }: PlanOf<"network">): string {
  const lanes = roads.reduce((sum, road) => sum + road.lanes.filter(({ travel }) => travel !== undefined).length, 0);
  return [
    counted(roads.length, "road"),
    counted(lanes, "lane"),
    ...(crossings.length > 0 ? [counted(crossings.length, "crossing")] : []),
    ...(bays.length > 0 ? [counted(bays.length, "parking bay")] : []),
  ].join(", ");
}

/** Streets have their crossing in the middle until it is put elsewhere. */
const USUAL_CROSSING = 0;

function PlanField({ name, value }: { name: string; value: string | number | boolean | null }) {
  const editor = useEditor();
  const set = (next: string | number | boolean | null) => changeRoadPlan({ [name]: next });
  if (isChoiceKey(name)) {
    const { label, options } = CHOICES[name];
    const list = Object.entries(options).map(([option, text]) => ({ value: option, label: text }));
    return <SelectField label={label} value={String(value)} options={list} onChange={(next) => editor.run(set(next))} />;
  }
  if (name === "crossings") return <SwitchField label="Zebra crossings" checked={value === true} onChange={(on) => editor.run(set(on))} />;
  if (!isNumberKey(name)) return null;
  const { label, unit, ...number } = NUMBERS[name];
  const field = typeof value === "number" && (
    <DocumentNumber
      label={label}
      value={value}
      checked
      {...number}
      {...(unit !== undefined && { unit })}
      change={set}
      places={[{ of: "scenario", key: `road.plan.${name}` }]}
    />
  );
  if (name !== "crossing") return field;
  return (
    <>
      <SwitchField label="Zebra crossing" checked={value !== null} onChange={(on) => editor.run(set(on ? USUAL_CROSSING : null))} />
      {field}
    </>
  );
}
