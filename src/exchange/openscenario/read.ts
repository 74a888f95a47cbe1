import { SaxesParser } from "saxes";
import { parseScenario, type WholeScenario } from "@/core/document";
import { OPENSCENARIO_VERSIONS, SCENARIO_PROPERTY, openScenarioDocument, type OpenScenarioOptions } from "./write";

/** A scenario that came back, and whether what it was written as has been changed since by somebody else. */
export type ReturnedScenario = { readonly scenario: WholeScenario; readonly isChanged: boolean };

/** Whether a text is an OpenSCENARIO file, as far as its beginning tells. */
export const isOpenScenario = (text: string): boolean =>
  /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<OpenSCENARIO[\s>]/.test(text);

/**
 * Reads a scenario back from the OpenSCENARIO file that it was written to.
 * @returns null for a file that does not hold one
 * @throws Error for XML that is not well formed, ScenarioError for a scenario that is not valid
 */
export function returnedScenario(text: string): ReturnedScenario | null {
  const header = headerOf(text);
  if (header.scenario === null) return null;
  const scenario = parseScenario(header.scenario);
  const { version, roadFile, forCarla } = header;
  const isSame = version !== null && openScenarioDocument(scenario, { version, roadFile, forCarla }) === text;
  return { scenario, isChanged: !isSame };
}

type Header = Omit<OpenScenarioOptions, "version"> & {
  readonly version: OpenScenarioOptions["version"] | null;
  readonly scenario: string | null;
};

function headerOf(text: string): Header {
  const found = { version: null as Header["version"], roadFile: "", forCarla: false, scenario: null as string | null };
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (name === "FileHeader") {
      const written = `${attributes["revMajor"] ?? ""}.${attributes["revMinor"] ?? ""}`;
      found.version = OPENSCENARIO_VERSIONS.find((version) => version === written) ?? null;
    } else if (name === "Property" && attributes["name"] === SCENARIO_PROPERTY) found.scenario = attributes["value"] ?? null;
    else if (name === "LogicFile") found.roadFile = attributes["filepath"] ?? "";
    else if (name === "TrajectoryFollowingMode") found.forCarla = attributes["followingMode"] === "follow";
  });
  parser.write(text).close();
  return found;
}
