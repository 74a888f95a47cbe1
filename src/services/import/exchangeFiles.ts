import {
  importExchange,
  isExchangeFile,
  mainFiles,
  memorySource,
  unpackedFiles,
  type ExchangeSource,
  type ImportedExchange,
} from "@/exchange";
import { chosenFiles } from "./chosenFiles";

/** Scenarios or roads among chosen files, and where the files are that they name. */
export type ExchangeChoice = { readonly source: ExchangeSource; readonly paths: readonly string[] };

/**
 * The OpenSCENARIO scenarios, or else the OpenDRIVE roads, among chosen files and in their ZIPs.
 * @returns null if there are none, so that the files are annotations
 * @throws ExchangeError for a ZIP that cannot be read
 */
export async function exchangeChoice(files: readonly File[]): Promise<ExchangeChoice | null> {
  const chosen = chosenFiles(files);
  const plain = chosen.filter(({ path }) => isExchangeFile(path));
  const zips = chosen.filter(({ path }) => /\.zip$/i.test(path));
  const unpacked = [
    ...(await Promise.all(plain.map(async ({ path, blob }) => ({ path, bytes: new Uint8Array(await blob.arrayBuffer()) })))),
    ...(await unpackedFiles(zips.map(({ path, blob }) => ({ path, content: blob })))),
  ];
  if (unpacked.length === 0) return null;
  const source = memorySource(unpacked);
  const texts = new Map(await Promise.all(unpacked.map(async ({ path }) => [path, (await source.text(path)) ?? ""] as const)));
  const paths = mainFiles([...texts.keys()], (path) => texts.get(path) ?? "").toSorted();
  return paths.length > 0 ? { source, paths } : null;
}

/** What one of the files becomes, under an id of its own. @throws ExchangeError */
export async function readExchange({ source }: ExchangeChoice, path: string): Promise<ImportedExchange> {
  const imported = await importExchange(path, source);
  const variants = imported.variants?.length ?? 0;
  const first = `is a distribution of ${variants} scenarios, of which the first is opened; “jaywalk import” makes a suite of all of them`;
  const notes = variants > 1 ? [...imported.notes, { level: "warning" as const, message: first, place: path }] : imported.notes;
  return { ...imported, notes, scenario: { ...imported.scenario, id: crypto.randomUUID() } };
}
