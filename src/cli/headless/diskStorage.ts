import { stat, statfs } from "node:fs/promises";
import type { ExportStorage } from "@/export/types";

/**
 * Where the command line's files go: into the browser's profile, and from there into the bundle's folder. The disk itself is asked, since
 * a browser reports less than there is; no ZIP is made.
 */
export async function diskStorage(profile: string, folder: string): Promise<ExportStorage> {
  try {
    const [ofProfile, ofFolder] = await Promise.all([stat(profile), stat(folder)]);
    const [freeForProfile, freeForFolder] = await Promise.all([freeBytesAt(profile), freeBytesAt(folder)]);
    const isOneDisk = ofProfile.dev === ofFolder.dev;
    return {
      freeBytes: Math.min(freeForProfile, freeForFolder),
      copies: isOneDisk ? 2 : 1,
      place: freeForProfile < freeForFolder ? `the disk of ${profile}` : `the disk of ${folder}`,
    };
  } catch {
    return { freeBytes: null, copies: 1, place: "the disk" };
  }
}

async function freeBytesAt(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}
