import { createRoadScenario, validateScenario, type WholeScenario } from "@/core/document";
import { ExchangeError, Report, type ExchangeNote } from "./read/report";
import { poleCamera, readRoad } from "./read/roadScenario";
import type { ExchangeSource } from "./read/source";
import { xmlTree, type XmlNode } from "./read/xmlTree";

export type ExchangeOptions = {
  /** Frames per second and size of the video, which such files do not have. */
  readonly fps?: number;
  readonly size?: { readonly width: number; readonly height: number };
};

/** What a file of another program became. */
export type ImportedExchange = {
  /** `OpenDRIVE 1.7`. */
  readonly format: string;
  readonly scenario: WholeScenario;
  /** How many entities the file has. */
  readonly entities: number;
  /** How many of its elements have no counterpart. */
  readonly unread: number;
  readonly notes: readonly ExchangeNote[];
};

/** Length of the video of a file that is only a road (seconds). */
const SECONDS = 10;

/**
 * Makes a scenario of an OpenDRIVE file. What has no counterpart is named in the notes, with its line.
 * @throws ExchangeError for a file that cannot be read
 */
export async function importExchange(path: string, source: ExchangeSource, options: ExchangeOptions = {}): Promise<ImportedExchange> {
  const text = await source.text(path);
  if (text === null) throw new ExchangeError(`there is no file ${path}`);
  const root = xmlTree(text, path);
  const report = new Report();
  if (root.name !== "OpenDRIVE") throw new ExchangeError(`${root.place}: is no OpenDRIVE file; its root is ${root.name}`);
  return importedRoad(root, report, options);
}

function importedRoad(root: XmlNode, report: Report, options: ExchangeOptions): ImportedExchange {
  const { plan, occluders } = readRoad(root, report);
  const video = videoOf(options, SECONDS);
  const scenario = validateScenario(
    createRoadScenario({
      id: "imported",
      name: titleOf(root.file),
      video,
      plan,
      cameras: [poleCamera(plan, video)],
      occluders: [...occluders],
    }),
  );
  return { format: `OpenDRIVE ${versionOf(root, "header")}`, scenario, entities: 0, unread: report.unreadCount, notes: report.notes };
}

function versionOf(root: XmlNode, header: string): string {
  const attributes = root.children.find(({ name }) => name === header)?.attributes;
  return `${attributes?.get("revMajor") ?? "1"}.${attributes?.get("revMinor") ?? "?"}`;
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
