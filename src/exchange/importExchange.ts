import { createRoadScenario, validateScenario, type WholeScenario } from "@/core/document";
import { distributionOf, type Values } from "./openscenario/import/distribution";
import { readScenario } from "./openscenario/import/scenario";
import { returnedScenario } from "./openscenario/read";
import { ExchangeError, Report, type ExchangeNote } from "./read/report";
import { poleCamera, readRoad } from "./read/roadScenario";
import type { ExchangeSource } from "./read/source";
import { xmlTree, type XmlNode } from "./read/xmlTree";

export type ExchangeOptions = {
  /** Frames per second and size of the video, which such files do not have. */
  readonly fps?: number;
  readonly size?: { readonly width: number; readonly height: number };
  /** Values for parameters of an OpenSCENARIO file, in place of its own. */
  readonly parameters?: ReadonlyMap<string, string>;
};

/** What a file of another program became. */
export type ImportedExchange = {
  /** `OpenSCENARIO 1.2`, `OpenDRIVE 1.7`. */
  readonly format: string;
  readonly scenario: WholeScenario;
  /** How many entities the file has. */
  readonly entities: number;
  /** How many of its elements have no counterpart. */
  readonly unread: number;
  readonly notes: readonly ExchangeNote[];
  /** Of a parameter value distribution: all scenarios, of which `scenario` is the first, and the values that each has. */
  readonly variants?: readonly { readonly scenario: WholeScenario; readonly values: Values }[];
};

/** Length of the video of a file that is only a road (seconds). */
const SECONDS = 10;

/**
 * Makes a scenario of an OpenSCENARIO or OpenDRIVE file. What has no counterpart is named in the notes, with its line. A file that was
 * written here comes back as the scenario that it was written from.
 * @throws ExchangeError for a file that cannot be read
 */
export async function importExchange(path: string, source: ExchangeSource, options: ExchangeOptions = {}): Promise<ImportedExchange> {
  const text = await source.text(path);
  if (text === null) throw new ExchangeError(`there is no file ${path}`);
  const root = xmlTree(text, path);
  const report = new Report();
  switch (root.name) {
    case "OpenDRIVE":
      return importedRoad(root, report, options);
    case "OpenSCENARIO":
      return (
        returned(text, root, report) ??
        (await importedVariants(root, source, report, options)) ??
        (await importedScenario(root, source, report, options))
      );
    default:
      throw new ExchangeError(`${root.place}: is neither OpenSCENARIO nor OpenDRIVE; its root is ${root.name}`);
  }
}

function returned(text: string, root: XmlNode, report: Report): ImportedExchange | null {
  const found = returnedScenario(text);
  if (!found) return null;
  if (found.isChanged)
    report.note(
      "warning",
      "was changed after it had been written here: the scenario in its header is taken, without those changes",
      root.file,
    );
  return {
    format: formatOf(root, "OpenSCENARIO", "FileHeader"),
    ...count(found.scenario),
    unread: report.unreadCount,
    notes: report.notes,
  };
}

const count = (scenario: WholeScenario) => ({ scenario, entities: scenario.actors.length + scenario.occluders.length });

/** All scenarios of a parameter value distribution; null for another file. */
async function importedVariants(
  root: XmlNode,
  source: ExchangeSource,
  report: Report,
  options: ExchangeOptions,
): Promise<ImportedExchange | null> {
  const node = root.child("ParameterValueDistribution");
  if (!node) return null;
  const { scenarioFile, variants } = distributionOf(root, node, report);
  const text = await source.text(scenarioFile);
  if (text === null) throw new ExchangeError(`${node.place}: there is no scenario ${scenarioFile}; give it, too`);
  const name = titleOf(root.file);
  const { width, height, fps } = videoOf(options, SECONDS);
  const read = [];
  for (const [index, values] of variants.entries()) {
    const given = new Map([...values, ...(options.parameters ?? [])]);
    const own = { name: `${name} ${index + 1}`, video: { width, height, fps }, given };
    const { scenario, entities } = await readScenario(xmlTree(text, scenarioFile), source, report, own);
    read.push({ scenario, entities, values });
  }
  const [first] = read;
  if (!first) throw new ExchangeError(`${node.place}: the distribution has no values`);
  const format = `${formatOf(root, "OpenSCENARIO", "FileHeader")} (distribution)`;
  return { format, ...first, unread: report.unreadCount, notes: report.notes, variants: read };
}

async function importedScenario(
  root: XmlNode,
  source: ExchangeSource,
  report: Report,
  options: ExchangeOptions,
): Promise<ImportedExchange> {
  const { width, height, fps } = videoOf(options, SECONDS);
  const { scenario, entities } = await readScenario(root, source, report, {
    name: titleOf(root.file),
    video: { width, height, fps },
    given: options.parameters ?? new Map(),
  });
  const notes = report.notes;
  return { format: formatOf(root, "OpenSCENARIO", "FileHeader"), scenario, entities, unread: report.unreadCount, notes };
}

function importedRoad(root: XmlNode, report: Report, options: ExchangeOptions): ImportedExchange {
  const { plan, occluders } = readRoad(root, report);
  const video = videoOf(options, SECONDS);
  const cameras = [poleCamera(plan, video)];
  const scenario = validateScenario(
    createRoadScenario({ id: "imported", name: titleOf(root.file), video, plan, cameras, occluders: [...occluders] }),
  );
  return { format: formatOf(root, "OpenDRIVE", "header"), scenario, entities: 0, unread: report.unreadCount, notes: report.notes };
}

function formatOf(root: XmlNode, format: string, header: string): string {
  const attributes = root.children.find(({ name }) => name === header)?.attributes;
  return `${format} ${attributes?.get("revMajor") ?? "1"}.${attributes?.get("revMinor") ?? "?"}`;
}

function videoOf({ fps = 30, size = { width: 1280, height: 720 } }: ExchangeOptions, seconds: number): WholeScenario["video"] {
  return { ...size, fps, durationFrames: Math.max(1, Math.round(seconds * fps)) };
}

/** The file's name without its folder and extension. */
const titleOf = (path: string): string =>
  path
    .replace(/^.*\//, "")
    .replace(/\.[^.]*$/, "")
    .slice(0, 200) || "Imported";
