import { sentence } from "@/core/text";
import type { Command } from "./commands/command";
import { camerasOf, faultsOfChange, resolved, type DocumentFault, type SlimScenario } from "@/core/document";
import { settled } from "@/core/relations";
import { formatPath } from "@/core/document/parse";
import { sameContent } from "./sameContent";

/** A change that was not made because the scenario could not be saved with it. */
export type Refusal = {
  /** The command's label, such as "Duplicate". */
  readonly label: string;
  /** Why, and what to do: sentences without a full stop at the end. */
  readonly reason: string;
};

/** Why a command would be refused, without saying where: its place is known. Null where it would be carried out. */
export function faultOf(scenario: SlimScenario, { apply }: Command): string | null {
  const made = apply(scenario);
  if (made === scenario) return null;
  const { after, faults } = followed(scenario, made);
  const [fault] = faults.length > 0 ? faults : faultsOfChange(scenario, after);
  return fault ? sentence(fault.message.charAt(0).toUpperCase() + fault.message.slice(1)) : null;
}

/** What a change gives where numbers follow from parameters, or why it may not be made. */
export function outcomeOf(
  label: string,
  before: SlimScenario,
  made: SlimScenario,
): { readonly after: SlimScenario; readonly refusal: Refusal | null } {
  const { after, faults } = followed(before, made);
  const refusal = faults.length > 0 ? refusalFor(label, made, faults) : refusalOf(label, before, after);
  return { after: refusal ? before : after, refusal };
}

/** The scenario with all that follows from parameters and relations; faults if they give none, or if only such numbers were changed. */
function followed(before: SlimScenario, made: SlimScenario): { readonly after: SlimScenario; readonly faults: readonly DocumentFault[] } {
  const faults: DocumentFault[] = [];
  const kept: DocumentFault[] = [];
  const computed = resolved(
    made,
    (path, message) => faults.push({ path: formatPath(path), message }),
    (path, text) => kept.push({ path: formatPath(path), message: `follows from “${text}”; change that, or let the number be set freely` }),
  );
  const after = settled(computed);
  if (after === made || faults.length > 0 || !sameContent(before, after)) return { after, faults };
  return { after, faults: kept.slice(0, 1) };
}

/** Why a change may not be made; null where it may. */
export function refusalOf(label: string, before: SlimScenario, after: SlimScenario): Refusal | null {
  return refusalFor(label, after, faultsOfChange(before, after));
}

function refusalFor(label: string, after: SlimScenario, [fault, ...more]: readonly DocumentFault[]): Refusal | null {
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
  const place = within === undefined || within === "" ? "" : `, ${within.replace("expressions.", "")}`;
  return `${body && body.name !== "" ? `“${body.name}”` : path}${place}: ${message}`;
}
