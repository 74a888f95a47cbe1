import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const MANIFEST = "manifest.json";

const manifestSchema = z.object({
  manifest_version: z.number(),
  app: z.object({ name: z.literal("jaywalk") }),
  files: z.array(z.object({ path: z.string() })),
});

/** The files of a bundle according to its manifest, including the manifest; null for a folder without a manifest of ours. */
export async function earlierBundle(folder: string): Promise<readonly string[] | null> {
  try {
    const manifest = manifestSchema.safeParse(JSON.parse(await readFile(join(folder, MANIFEST), "utf8")));
    return manifest.success ? [MANIFEST, ...manifest.data.files.map(({ path }) => path)] : null;
  } catch {
    return null;
  }
}
