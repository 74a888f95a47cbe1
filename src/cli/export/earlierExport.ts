import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Lists what an export wrote, so that another one may take its place. */
export const EXPORT_LIST = "export.json";

const listSchema = z.object({ app: z.literal("jaywalk"), files: z.array(z.string()) });

/** The files of an earlier export; null for a folder without its list. */
export async function earlierExport(folder: string): Promise<readonly string[] | null> {
  try {
    const list = listSchema.safeParse(JSON.parse(await readFile(join(folder, EXPORT_LIST), "utf8")));
    return list.success ? list.data.files : null;
  } catch {
    return null;
  }
}
