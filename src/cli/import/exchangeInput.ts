import { openAsBlob } from "node:fs";
import { readFile, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { isExchangeFile, mainFiles, memorySource, unpackedFiles, type ExchangeSource } from "@/exchange";
import { UsageError } from "../errors";

/** A file to import, and where others that it names are. */
export type ExchangeInput = { readonly path: string; readonly source: ExchangeSource };

const MOST_BYTES = 200 * 1024 * 1024;
const DEEPEST = 12;
const slashed = (path: string): string => path.replaceAll("\\", "/");

/**
 * The OpenSCENARIO or OpenDRIVE file that arguments of the command line name: itself, or in a folder or a ZIP.
 * @returns null if they name none, so that they are annotations
 * @throws UsageError if they name several
 */
export async function exchangeInput(words: readonly string[]): Promise<ExchangeInput | null> {
  if (words.length === 0) return null;
  const kinds = await Promise.all(words.map(async (word) => [word, await stat(word).catch(() => null)] as const));
  const named = words.filter((word) => isExchangeFile(word));
  if (named.length > 0) return { path: slashed(onlyOne(named)), source: diskSource };
  const folders = kinds.filter(([, found]) => found?.isDirectory()).map(([word]) => word);
  const inFolders = (await Promise.all(folders.map((folder) => exchangeFilesIn(folder, 0)))).flat();
  if (inFolders.length > 0) return { path: slashed(onlyOne(await scenariosOf(inFolders))), source: diskSource };
  const zips = kinds.filter(([word, found]) => found?.isFile() && /\.zip$/i.test(word)).map(([word]) => word);
  if (zips.length === 0) return null;
  const files = await unpackedFiles(await Promise.all(zips.map(async (path) => ({ path, content: await openAsBlob(path) }))));
  if (files.length === 0) return null;
  const source = memorySource(files);
  const texts = new Map(await Promise.all(files.map(async ({ path }) => [path, await source.text(path)] as const)));
  return { path: onlyOne(mainFiles([...texts.keys()], (path) => texts.get(path) ?? "")), source };
}

/** Files on disk. Only files of these kinds are read, whatever a scenario names. */
const diskSource: ExchangeSource = {
  text: async (path) => {
    const found = await stat(path).catch(() => null);
    if (!found?.isFile() || !(isExchangeFile(path) || /\.xml$/i.test(path))) return null;
    if (found.size > MOST_BYTES) throw new UsageError(`${path} is larger than ${MOST_BYTES / 1024 / 1024} MB`);
    return (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  },
  folder: async (path) => {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map(({ name }) => slashed(join(path, name)));
  },
};

async function exchangeFilesIn(folder: string, depth: number): Promise<string[]> {
  if (depth > DEEPEST) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
      found.push(...(await exchangeFilesIn(path, depth + 1)));
    else if (entry.isFile() && isExchangeFile(entry.name)) found.push(path);
  }
  return found;
}

async function scenariosOf(paths: readonly string[]): Promise<string[]> {
  const texts = new Map(await Promise.all(paths.map(async (path) => [path, (await diskSource.text(path)) ?? ""] as const)));
  return mainFiles(paths, (path) => texts.get(path) ?? "");
}

const MOST_NAMED = 6;

function onlyOne(paths: readonly string[]): string {
  const [first, second] = paths;
  if (first === undefined) throw new UsageError("there are only catalogs; name the scenario that uses them");
  if (second === undefined) return first;
  const names = paths.slice(0, MOST_NAMED).map((path) => basename(path));
  const more = paths.length > MOST_NAMED ? ` and ${paths.length - MOST_NAMED} more` : "";
  throw new UsageError(
    `there are ${paths.length} scenarios or roads, and one can be imported at a time: ${names.join(", ")}${more}; name one file`,
  );
}
