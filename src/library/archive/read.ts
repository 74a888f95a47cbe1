import { parseScenario, type WholeScenario } from "@/core/document";
import type { ObjectRow } from "../rows";
import { guarded } from "../errors";
import { documentOfText, type DocumentText, type Placement } from "../scenarios/summary";
import { ORGANISATION_PATH, decodeOrganisation, idInPath, type Organisation } from "../snapshots/organisation";
import { VersionError, type VersionRecord } from "../versions";
import { decodeVersion } from "../versions/records";
import { digestInPath, keyInPath } from "./layout";
import { refused, unpackArchive, type ArchivedFile, type DamagedPart } from "./unpack";

export type ArchivedScenario = {
  readonly scenario: WholeScenario;
  readonly document: DocumentText;
  /** Null if the part of the ZIP that says it is damaged. */
  readonly placement: Placement | null;
};

/** A library's ZIP, checked. */
export type LibraryArchive = {
  readonly scenarios: readonly ArchivedScenario[];
  readonly folders: Organisation["folders"];
  readonly projects: Organisation["projects"];
  readonly objects: readonly ObjectRow[];
  readonly records: readonly VersionRecord[];
  /** What is left out. */
  readonly damaged: readonly DamagedPart[];
};

/**
 * Reads a library's ZIP. Damaged parts are listed and left out; anything no library would write is refused as a whole.
 * @throws LibraryError `input`
 */
export async function readArchive(file: Blob): Promise<LibraryArchive> {
  return guarded(async () => {
    const { files, damaged } = await unpackArchive(file);
    return sort(files, [...damaged]);
  });
}

async function sort(files: readonly ArchivedFile[], damaged: DamagedPart[]): Promise<LibraryArchive> {
  const texts = new Map<string, string>();
  const objects: ObjectRow[] = [];
  const records: VersionRecord[] = [];
  let organisation: Organisation | null = null;
  const decoder = new TextDecoder();
  for (const { path, bytes, sha256 } of files) {
    const [id, digest, key] = [idInPath(path), digestInPath(path), keyInPath(path)];
    if (id !== null) texts.set(id, decoder.decode(bytes));
    else if (path === ORGANISATION_PATH) organisation = decodeOrganisation(decoder.decode(bytes));
    else if (digest !== null) {
      // What was damaged at its origin must not replace what is intact in the library.
      if (digest === sha256) objects.push({ sha256, bytes });
      else damaged.push({ path, reason: "its content does not match its name" });
    } else if (key !== null) readRecord(path, decoder.decode(bytes), key, records, damaged);
    else throw refused(`${path.slice(0, 100)} does not belong in a library`);
  }
  if (!organisation && !damaged.some(({ path }) => path === ORGANISATION_PATH)) throw refused(`${ORGANISATION_PATH} is missing`);
  const scenarios: ArchivedScenario[] = [];
  for (const [id, text] of texts) {
    const placement = (organisation && Object.hasOwn(organisation.placements, id) ? organisation.placements[id] : null) ?? null;
    const scenario = readScenario(id, text);
    if (organisation && !placement) throw refused(`${ORGANISATION_PATH} does not list the scenario ${id}`);
    scenarios.push({ scenario, document: await documentOfText(text, scenario), placement });
  }
  return { scenarios, folders: organisation?.folders ?? [], projects: organisation?.projects ?? [], objects, records, damaged };
}

function readRecord(path: string, text: string, key: string, records: VersionRecord[], damaged: DamagedPart[]): void {
  try {
    records.push(decodeVersion(text, key));
  } catch (error) {
    if (!(error instanceof VersionError)) throw error;
    damaged.push({ path, reason: error.message });
  }
}

function readScenario(id: string, text: string): WholeScenario {
  try {
    const scenario = parseScenario(text);
    if (scenario.id === id) return scenario;
    throw new RangeError(`it contains the id ${scenario.id}`);
  } catch (error) {
    throw refused(`scenarios/${id}.json: ${error instanceof Error ? error.message : String(error)}`);
  }
}
