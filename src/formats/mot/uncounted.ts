import type { ActorType } from "@/core/document/constants";
import { MOT_CLASS_NAMES } from "../classes";
import type { FindingList } from "../finding";
import { counted, listed } from "@/core/text";
import type { ReadingChoices } from "../read/readings";
import type { MotColumns } from "./columns";

type Class = (typeof MOT_CLASS_NAMES)[number];

// How TrackEval and the benchmark's own tools, which score pedestrians, treat rows with conf 0: a detection matched with a distractor
// (person on vehicle, static person, distractor, reflection) is left out; one on an occluder, or on a vehicle, is false.

const OCCLUDERS: readonly string[] = ["occluder", "occluder on the ground", "occluder full"] satisfies Class[];
const numberOf = (name: Class) => MOT_CLASS_NAMES.indexOf(name) + 1;

/** The class under which a region to ignore is written: for a type, one that does not affect pedestrians. */
export function regionClass(type: ActorType | null): number {
  if (type === "vehicle") return numberOf("car");
  return numberOf(type === "cyclist" ? "bicycle" : "distractor");
}

/** Classes that rows of regions to ignore have in our files. */
export const REGION_CLASSES: readonly number[] = [regionClass(null), regionClass("vehicle"), regionClass("cyclist")];

/** Classes of things, not of people: not distractors. A region of these applies to its own type only. */
const THINGS: readonly string[] = ["car", "bicycle", "motorbike"] satisfies Class[];

/** What a row with conf 0 becomes: an actor, nothing, or a region to ignore for a class or, with null, for every class. */
export type UncountedRow = "actor" | "left out" | { readonly label: string | null };

/** How rows with conf 0 are read, as the user chose or as evaluators interpret them, and which are left out, noted once. */
export function uncountedRows(
  { notCounted, rows }: MotColumns,
  { labels, named }: { labels: readonly string[]; /** Whether the rows have classes. */ named: boolean },
  { file, readings, findings }: { file: string; readings: ReadingChoices; findings: FindingList },
): (label: string) => UncountedRow {
  const all = [...notCounted].map(([number, count]) => ({ name: named ? (labels[number - 1] ?? `class ${number}`) : null, count }));
  const isOccluder = (name: string | null) => name !== null && OCCLUDERS.includes(name);
  const total = sum(all);
  // If no row counts, some program simply wrote 0.
  const none = total === rows;
  const others = all.filter(({ name }) => !isOccluder(name));
  const occluders = all.filter(({ name }) => isOccluder(name));
  const asRegions = others.length === 0 || askOthers() === "regions";
  const ofOccluders = occluders.length === 0 ? "actors" : askOccluders();
  if (ofOccluders === "leave-out")
    findings.add({
      severity: "warning",
      file,
      place: "",
      message: `${counted(sum(occluders), "box of an occluder was", "boxes of occluders were")} left out (conf 0)`,
      advice:
        "to evaluators they are neither objects nor regions to ignore; draw occluders where they should hide actors, or read the boxes " +
        "as regions or actors",
      option: "--reading occluders=regions",
    });
  return (label) => {
    if (isOccluder(label)) return ofOccluders === "leave-out" ? "left out" : ofOccluders === "regions" ? { label: null } : "actor";
    return asRegions ? { label: named && THINGS.includes(label) ? label : null } : "actor";
  };

  function askOthers(): string {
    const classes = others.map(({ name, count }) => (name === null ? counted(count, "row") : `${name} ${count}`));
    const question = {
      topic: "ignored",
      question: `${counted(sum(others), "row is", "rows are")} marked as not counted (conf 0: ${listed(classes)})`,
      readings: [
        { value: "regions", label: "regions to ignore: detections there are neither right nor wrong" },
        { value: "actors", label: "actors like the others" },
      ],
      assumed: none ? "actors" : "regions",
    };
    return readings.ask(question, file);
  }

  function askOccluders(): string {
    const question = {
      topic: "occluders",
      question: `${counted(sum(occluders), "row is", "rows are")} of occluders (conf 0), which evaluators neither look for nor ignore`,
      readings: [
        { value: "leave-out", label: "leave them out: a detection there is false, as in TrackEval" },
        { value: "regions", label: "regions to ignore" },
        { value: "actors", label: "actors like the others" },
      ],
      assumed: none ? "actors" : "leave-out",
    };
    return readings.ask(question, file);
  }
}

function sum(counts: readonly { count: number }[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
