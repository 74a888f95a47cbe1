import { NativeSelect } from "@mantine/core";
import { CLASS_MEANINGS, meaningOf, type ClassMap, type ClassMeaning } from "@/detectors/classes/classMap";
import classes from "./detection.module.css";

const MEANING_LABELS: Record<ClassMeaning, string> = {
  pedestrian: "Pedestrian",
  cyclist: "Cyclist",
  vehicle: "Vehicle",
  distracted_driver: "Distracted driver",
  person: "Person: pedestrian, or a rider",
  bicycle: "Bicycle, with or without a rider",
  motorcycle: "Motorcycle, with or without a rider",
  ignore: "Not reported",
};

type Props = {
  readonly labels: readonly string[];
  readonly classMap: ClassMap;
  readonly onChange: (label: string, meaning: ClassMeaning) => void;
};

/** What each class of a detector means to us; each can be changed. */
export function ClassMeanings({ labels, classMap, onChange }: Props) {
  const meant = labels.filter((label) => meaningOf(label, classMap) !== "ignore");
  // Those that count come first.
  const sorted = [...meant, ...labels.filter((label) => !meant.includes(label))];
  return (
    <>
      {meant.length === 0 && (
        <p className={classes.fault} role="alert">
          None of its classes means a road user. Say below what they mean.
        </p>
      )}
      <details className={classes.more} open={meant.length === 0 || undefined}>
        <summary>
          Classes: {meant.length} of {labels.length} are road users
        </summary>
        {sorted.map((label) => (
          <div key={label} className={classes.wideRow}>
            <span>{label}</span>
            <NativeSelect
              aria-label={`Meaning of ${label}`}
              value={meaningOf(label, classMap)}
              data={CLASS_MEANINGS.map((meaning) => ({ value: meaning, label: MEANING_LABELS[meaning] }))}
              onChange={(event) => {
                const meaning = CLASS_MEANINGS.find((candidate) => candidate === event.currentTarget.value);
                if (meaning) onChange(label, meaning);
              }}
            />
          </div>
        ))}
      </details>
    </>
  );
}
