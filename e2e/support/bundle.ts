import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";

/** Unpacks a bundle's ZIP into a folder; returns the paths of its files, sorted. */
export async function unpackBundle(zipFile: string, folder: string): Promise<string[]> {
  const reader = new ZipReader(new Uint8ArrayReader(await readFile(zipFile)));
  const paths: string[] = [];
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue;
    const target = join(folder, entry.filename);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, await entry.getData(new Uint8ArrayWriter()));
    paths.push(entry.filename);
  }
  await reader.close();
  return paths.sort();
}
