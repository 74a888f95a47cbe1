import { faultsOfChange, type DocumentFault, type Scenario } from "@/core/document";

/** A change that was not made, as the scenario could not be saved with it. */
export type Refusal = {
  /** The command's label, such as "Duplicate". */
  readonly label: string;
  /** Why, and what to do: sentences without a full stop at the end. */
  readonly reason: string;
};

/** Why a change may not be made; null where it may. */
export function refusalOf(label: string, before: Scenario, after: Scenario): Refusal | null {
  const [fault, ...more] = faultsOfChange(before, after);
  if (!fault) return null;
  const rest = more.length > 0 ? `; and ${more.length} more` : "";
  return { label, reason: `${described(after, fault)}${rest}` };
}

/** The fault with the name of the body it concerns in place of its number in a list. */
function described(scenario: Scenario, { path, message }: DocumentFault): string {
  const [, list, index, within] = /^(actors|occluders)\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
  if (list === undefined || index === undefined) return path === "" || message.startsWith("a scenario") ? message : `${path}: ${message}`;
  const body = (list === "actors" ? scenario.actors : scenario.occluders)[Number(index)];
  const place = within === undefined || within === "" ? "" : `, ${within}`;
  return `${body && body.name !== "" ? `“${body.name}”` : path}${place}: ${message}`;
}
