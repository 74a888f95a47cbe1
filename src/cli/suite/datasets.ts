import { join } from "node:path";
import { DATASET_SIZES, datasetFiles } from "@/datasets";
import { datasetSchema, describeDataset, readJson, type DatasetMetadata, type DatasetName } from "@/suite";
import { digestPieces, isMissing, writePieces } from "../files/atomic";
import { digestFolder, type SuiteFolder } from "./folder";

/** SHA-256 of each file, by path. */
type Digests = Readonly<Record<string, string>>;

export const datasetFolder = (name: DatasetName): string => `data/${DATASET_SIZES[name].name}`;

/** Writes a dataset if it does not exist yet or if any byte of it differs. */
export async function writeDataset(folder: SuiteFolder, name: DatasetName, seed: number): Promise<void> {
  if (await isDatasetIntact(folder, name, seed)) return;
  const scratch = join(await folder.scratch(), "dataset");
  for (const { path, chunks } of filesOf(name, seed)) await writePieces(join(scratch, path), encoded(chunks()), "quick");
  await folder.install(scratch, datasetFolder(name));
}

/** Whether a dataset exists with exactly the bytes it would be given now: checking takes a second at most. */
export async function isDatasetIntact(folder: SuiteFolder, name: DatasetName, seed: number): Promise<boolean> {
  const found = await digestsAt(join(folder.root, datasetFolder(name)));
  if (Object.keys(found).length === 0) return false;
  const made: Record<string, string> = {};
  for (const { path, chunks } of filesOf(name, seed)) made[path] = (await digestPieces(encoded(chunks()))).sha256;
  return differingFile(made, found) === null;
}

/** What the summary says about the dataset in a folder of the suite; null if there is none. @throws SuiteError if it is damaged */
export async function describeDatasetIn(folder: SuiteFolder, path: string): Promise<DatasetMetadata | null> {
  const file = `${path}/fixture_metadata.json`;
  const text = await folder.read(file);
  if (text === null) return null;
  return describeDataset(readJson(datasetSchema, text, join(folder.root, file)), await digestFolder(join(folder.root, path)));
}

/** Path of the first file that is missing, altered or unexpected; null if the files are as listed. */
export function differingFile(listed: Digests, found: Digests): string | null {
  const paths = [...new Set([...Object.keys(listed), ...Object.keys(found)])].sort();
  return paths.find((path) => listed[path] !== found[path]) ?? null;
}

/** Digests of a folder's files; empty if there is no such folder. */
export async function digestsAt(folder: string): Promise<Digests> {
  try {
    return await digestFolder(folder);
  } catch (error) {
    if (isMissing(error)) return {};
    throw error;
  }
}

const filesOf = (name: DatasetName, seed: number) => datasetFiles({ ...DATASET_SIZES[name], seed });

function* encoded(chunks: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const chunk of chunks) yield encoder.encode(chunk);
}
