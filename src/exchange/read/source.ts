import { BlobReader, ZipReader } from "@zip.js/zip.js";
import { escapesFolder } from "@/core/names";
import { ExchangeError } from "./report";

/** Where files come from: folders on disk, or chosen files and ZIPs in memory. Paths have slashes. */
export type ExchangeSource = {
  /** A file's text; null if there is none. */
  readonly text: (path: string) => Promise<string | null>;
  /** Paths of the files directly in a folder. */
  readonly folder: (path: string) => Promise<readonly string[]>;
};

export type ExchangeBytes = { readonly path: string; readonly bytes: Uint8Array };

/** Larger than any scenario or map that people have made. */
export const MOST_BYTES = 200 * 1024 * 1024;
const MOST_ENTRIES = 20_000;

/** Whether a file's name is one of an OpenSCENARIO or OpenDRIVE file. */
export const isExchangeFile = (path: string): boolean => /\.(?:xosc|xodr)$/i.test(path);

/** A path without `.` and `..`, as far as it has folders to leave. */
export function tidyPath(path: string): string {
  const parts: string[] = [];
  const absolute = path.startsWith("/") ? "/" : "";
  for (const part of path.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return absolute + parts.join("/");
}

export const folderOf = (path: string): string => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "");

/** A path that a file names, seen from that file's folder. */
export const besideFile = (file: string, path: string): string => {
  const isAbsolute = /^(?:\/|[A-Za-z]:)/.test(path);
  return tidyPath(isAbsolute || !file.includes("/") ? path : `${folderOf(file)}/${path}`);
};

/** Files in memory. A file that is not where it should be is taken from elsewhere if there is only one of its name. */
export function memorySource(files: readonly ExchangeBytes[]): ExchangeSource {
  const byPath = new Map(files.map(({ path, bytes }) => [tidyPath(path), bytes]));
  const find = (path: string): Uint8Array | null => {
    const exact = byPath.get(tidyPath(path));
    if (exact) return exact;
    const name = path.slice(path.lastIndexOf("/") + 1);
    const alike = [...byPath].filter(([known]) => known === name || known.endsWith(`/${name}`));
    return alike.length === 1 ? (alike[0]?.[1] ?? null) : null;
  };
  return {
    text: (path) => {
      const bytes = find(path);
      return Promise.resolve(bytes && decoded(bytes));
    },
    folder: (path) => {
      const within = tidyPath(path);
      const exact = [...byPath.keys()].filter((known) => folderOf(known) === within);
      if (exact.length > 0) return Promise.resolve(exact);
      const name = within.slice(within.lastIndexOf("/") + 1);
      return Promise.resolve([...byPath.keys()].filter((known) => folderOf(known).endsWith(`/${name}`) || folderOf(known) === name));
    },
  };
}

/** The scenarios among files; if there are none, the roads. Catalogs are not imported by themselves. */
export function mainFiles(paths: readonly string[], textOf: (path: string) => string): string[] {
  if (paths.length === 1) return [...paths];
  const scenarios = paths.filter((path) => /\.xosc$/i.test(path) && /<(?:Storyboard|ParameterValueDistribution)[\s>]/.test(textOf(path)));
  return scenarios.length > 0 ? scenarios : paths.filter((path) => /\.xodr$/i.test(path));
}

/** UTF-8, or UTF-16 with its mark. */
export function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * The OpenSCENARIO and OpenDRIVE files in ZIPs, which may hold anything else besides: of other entries only names are read. None of a ZIP
 * that is no ZIP, since others will say so who look for other files in it.
 * @throws ExchangeError for such files that are damaged, encrypted, too large or too many
 */
export async function unpackedFiles(archives: readonly { readonly path: string; readonly content: Blob }[]): Promise<ExchangeBytes[]> {
  return (await Promise.all(archives.map(entriesOf))).flat();
}

async function entriesOf({ path: archive, content }: { readonly path: string; readonly content: Blob }): Promise<ExchangeBytes[]> {
  const found: ExchangeBytes[] = [];
  const reader = new ZipReader(new BlobReader(content), { useWebWorkers: false, filenameValidation: "tolerant" });
  let left = MOST_BYTES;
  let seen = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      const path = tidyPath(entry.filename);
      if (entry.directory || escapesFolder(path) || !isExchangeFile(path) || /(?:^|\/)(?:__MACOSX|\._)/.test(path)) continue;
      if (++seen > MOST_ENTRIES) throw new ExchangeError(`${archive}: has more than ${MOST_ENTRIES} scenarios and roads`);
      if (entry.encrypted) throw new ExchangeError(`${archive}: ${path} is encrypted; pack it without a password`);
      const pieces: Uint8Array[] = [];
      const collect = new WritableStream<Uint8Array>({
        write(piece) {
          left -= piece.length;
          if (left < 0) throw new ExchangeError(`${archive}: is more than ${MOST_BYTES / 1024 / 1024} MB unpacked`);
          pieces.push(piece);
        },
      });
      await entry.getData(collect, { useWebWorkers: false });
      found.push({ path, bytes: joined(pieces) });
    }
  } catch (error) {
    if (error instanceof ExchangeError) throw error;
    if (seen === 0) return [];
    throw new ExchangeError(
      `${archive}: cannot be read as a ZIP (${error instanceof Error ? error.message : String(error)}); copy it again, or unpack it first`,
    );
  } finally {
    await reader.close();
  }
  return found;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
