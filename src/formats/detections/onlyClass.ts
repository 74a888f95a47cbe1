import type { TruthObject } from "@/detection/types";

/** The class of all objects, if there is only one: rows of a detector's file without a class belong to it. */
export function onlyClass(truth: Iterable<Pick<TruthObject, "object_type">>): string | undefined {
  const classes = new Set<string>();
  for (const { object_type } of truth) classes.add(object_type);
  const [first, ...others] = classes;
  return others.length === 0 ? first : undefined;
}
