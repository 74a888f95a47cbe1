import type { WholeScenario } from "@/core/document";
import { fileNameWithoutSpaces } from "@/core/names";
import { openDriveDocument } from "./opendrive/write";
import { openScenarioDocument, type OpenScenarioOptions } from "./openscenario/write";

export type ExchangeFile = { readonly name: string; readonly text: string };

/** A scenario as files for simulators: its road and what happens on it. @returns null for a scenario in pixels, which they cannot have */
export function exchangeFiles(scenario: WholeScenario, options: Omit<OpenScenarioOptions, "roadFile">): ExchangeFile[] | null {
  if (!scenario.road) return null;
  const name = fileNameWithoutSpaces(scenario.name);
  const roadFile = `${name}.xodr`;
  return [
    { name: roadFile, text: openDriveDocument(scenario.road.plan, scenario.name) },
    { name: `${name}.xosc`, text: openScenarioDocument(scenario, { ...options, roadFile }) },
  ];
}
