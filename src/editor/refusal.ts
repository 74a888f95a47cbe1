import { sentence } from "@/core/text";
import type { Command } from "./commands/command";
import { camerasOf, faultsOfChange, type DocumentFault, type SlimScenario } from "@/core/document";

/** A change that was not made because the scenario could not be saved with it. */
export type Refusal = {
  /** The command's label, such as "Duplicate". */
  readonly label: string;
  /** Why, and what to do: sentences without a full stop at the end. */
  readonly reason: string;
};

/** Why a command would be refused, without saying where: its place is known. Null where it would be carried out. */
export function faultOf(scenario: SlimScenario, { apply }: Command): string | null {
  const after = apply(scenario);
  const [fault] = after === scenario ? [] : faultsOfChange(scenario, after);
  return fault ? sentence(fault.message.charAt(0).toUpperCase() + fault.message.slice(1)) : null;
}

/** Why a change may not be made; null where it may. */
export function refusalOf(label: string, before: SlimScenario, after: SlimScenario): Refusal | null {
  const [fault, ...more] = faultsOfChange(before, after);
  if (!fault) return null;
  const rest = more.length > 0 ? `; and ${more.length} more` : "";
  return { label, reason: `${described(after, fault)}${rest}` };
}

/** The fault with the name of the body it concerns instead of its index in a list. */
function described(scenario: SlimScenario, { path, message }: DocumentFault): string {
  const [, camera, part] = /^road\.cameras\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
  if (camera !== undefined) return `“${camerasOf(scenario)[Number(camera)]?.name ?? path}”, ${part}: ${message}`;
  const [, list, index, within] = /^(actors|occluders)\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
  if (list === undefined || index === undefined) return path === "" || message.startsWith("a scenario") ? message : `${path}: ${message}`;
  const body = (list === "actors" ? scenario.actors : scenario.occluders)[Number(index)];
  const place = within === undefined || within === "" ? "" : `, ${within}`;
  return `${body && body.name !== "" ? `“${body.name}”` : path}${place}: ${message}`;
}
