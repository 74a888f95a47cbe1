import { ACTOR_TYPES, annotatedActors } from "@/core/document";
import type { World } from "@/core/scene";
import { criterionText, parseCriterion, type Criterion } from "@/search";
import { useEditor, useScenario, useWorld } from "../context/EditorContext";
import { NumberField } from "../fields/NumberField";
import { SelectField } from "../fields/SelectField";

const KINDS: readonly { readonly value: Criterion["kind"]; readonly label: string }[] = [
  { value: "missed", label: "Missed for a while" },
  { value: "late", label: "First seen too late" },
  { value: "recall", label: "Low recall" },
  { value: "ap", label: "Low average precision" },
];

/** What a kind of failure is at first. */
function firstOf(kind: Criterion["kind"], of: string | null): Criterion {
  switch (kind) {
    case "missed":
      return { kind, frames: 15, of };
    case "late":
      return { kind, amount: 2, unit: "s", of };
    case "recall":
      return { kind, below: 0.8, of };
    case "ap":
      // Of a class, not of one actor.
      return { kind, below: 0.6, of: ACTOR_TYPES.some((type) => type === of) ? of : null };
  }
}

/** A failure condition, in fields. */
export function FailureFields({ fails, onChange }: { fails: string; onChange: (fails: string) => void }) {
  const criterion = parseCriterion(fails);
  const change = (next: Criterion) => onChange(criterionText(next));
  return (
    <>
      <SelectField label="It fails if" value={criterion.kind} options={KINDS} onChange={(kind) => change(firstOf(kind, criterion.of))} />
      <OfField criterion={criterion} onChange={change} />
      <LimitFields criterion={criterion} onChange={change} />
    </>
  );
}

type Props = { readonly criterion: Criterion; readonly onChange: (criterion: Criterion) => void };

const ANY = "*";

/** Whom it is about. */
function OfField({ criterion, onChange }: Props) {
  const { document } = useEditor();
  // Names and types; a new list only when actors change.
  useScenario((scenario) => scenario.actors);
  const actors = annotatedActors(document.getState().scenario);
  const types = [...new Set(actors.map(({ type }) => type))];
  // An id that is also a type stands for all of the type.
  const named = actors.filter(({ id }) => !types.some((type) => type === id));
  const options = [
    { value: ANY, label: criterion.kind === "late" ? "Whoever comes nearest" : "Anyone" },
    ...types.map((type) => ({ value: type, label: `Any ${type.replaceAll("_", " ")}` })),
    ...(criterion.kind === "ap" ? [] : named.map(({ id, name, trackId }) => ({ value: id, label: `${name || id} (track ${trackId})` }))),
  ];
  const value = criterion.of ?? ANY;
  const known = options.some((option) => option.value === value) ? options : [...options, { value, label: value }];
  return <SelectField label="Of" value={value} options={known} onChange={(of) => onChange({ ...criterion, of: of === ANY ? null : of })} />;
}

/** What distances are measured in, by the unit of the world. */
const LENGTHS: Readonly<Record<World["unit"], string>> = { m: "Metres before the meeting", px: "Pixels before the meeting" };

function LimitFields({ criterion, onChange }: Props) {
  const { unit } = useWorld();
  switch (criterion.kind) {
    case "missed":
      return (
        <NumberField
          label="For"
          value={criterion.frames}
          unit="frames in a row"
          min={1}
          max={999_999}
          onChange={(frames) => onChange({ ...criterion, frames: Math.round(frames) })}
        />
      );
    case "late":
      return (
        <>
          <NumberField
            label="Later than"
            value={criterion.amount}
            unit={`${criterion.unit} before`}
            min={0.1}
            max={10_000}
            step={criterion.unit === "s" ? 0.1 : 1}
            digits={1}
            onChange={(amount) => onChange({ ...criterion, amount })}
          />
          <SelectField
            label="Measured in"
            value={criterion.unit}
            options={[
              { value: "s", label: "Seconds before the meeting" },
              { value: unit, label: LENGTHS[unit] },
            ]}
            onChange={(unit) => onChange({ ...criterion, unit })}
          />
        </>
      );
    case "recall":
    case "ap":
      return (
        <NumberField
          label="Below"
          value={criterion.below}
          min={0.01}
          max={1}
          step={0.05}
          digits={3}
          onChange={(below) => onChange({ ...criterion, below })}
        />
      );
  }
}
