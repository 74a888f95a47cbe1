import type { Road, Scenario } from "@/core/document";
import { PICTURE_RULES } from "./pictureRules";
import { roadRules } from "./roadRules";
import type { EditingRules } from "./rules";

export { PICTURE_RULES } from "./pictureRules";
export type { EditingRules, Held, Measured, Snapper } from "./rules";

// Documents are immutable: a road always has the same rules.
const known = new WeakMap<Road, EditingRules>();

/** The rules by which a scenario is edited. */
export function rulesOf({ road }: Pick<Scenario, "road">): EditingRules {
  if (!road) return PICTURE_RULES;
  const found = known.get(road) ?? roadRules(road);
  known.set(road, found);
  return found;
}
