import { jsonText } from "@/core/text";
import { randomUUID } from "node:crypto";
import { copyFile, link, readFile, readdir, rename, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BUNDLE_GROUND_TRUTH, BUNDLE_MANIFEST, BUNDLE_VIDEO, filesInManifest, readMetadata, videoPaths, type VideoMetadata } from "@/suite";
import { sha256Of } from "@/core/digest";
import { digestFile, isMissing, writeAtomically } from "../files/atomic";
import { makeFolder } from "../files/folders";
import { withLock } from "../files/lock";
import { removeFolder } from "../files/ownedFolder";
import { beforeShutdown } from "../shutdown";

/** Where unfinished work is kept; what a killed run leaves there is removed by the next one. */
export const WORK_FOLDER = ".jaywalk-suite";
const LOCK_FILE = "lock";

/** The output of a suite on disk: everything appears completely, or not at all. */
export class SuiteFolder {
  constructor(readonly root: string) {}

  /** Does work for which nobody else may use the folder, and leaves nothing unfinished behind. */
  async whileLocked<Result>(work: () => Promise<Result>): Promise<Result> {
    const tidy = () => rmdir(this.work).catch(() => undefined);
    const keepTidy = beforeShutdown(tidy);
    try {
      return await withLock(join(this.work, LOCK_FILE), `the suite in ${this.root}`, async () => {
        await this.removeWork();
        const keep = beforeShutdown(() => this.removeWork());
        try {
          return await work();
        } finally {
          await this.removeWork();
          keep();
        }
      });
    } finally {
      await tidy();
      keepTidy();
    }
  }

  /** An empty folder for unfinished work. */
  async scratch(): Promise<string> {
    const folder = join(this.work, randomUUID());
    await makeFolder(folder);
    return folder;
  }

  private get work(): string {
    return join(this.root, WORK_FOLDER);
  }

  private async removeWork(): Promise<void> {
    for (const name of await readdir(this.work)) if (name !== LOCK_FILE) await removeFolder(join(this.work, name));
  }

  /** Null if the video is missing or incomplete. */
  async metadata(name: string): Promise<VideoMetadata | null> {
    const text = await this.read(videoPaths(name).metadata);
    return text === null ? null : readMetadata(text, name);
  }

  /** Null if there is no such file. */
  async read(path: string): Promise<string | null> {
    try {
      return await readFile(join(this.root, path), "utf8");
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async writeText(path: string, text: string): Promise<void> {
    if ((await this.read(path)) !== text) await writeAtomically(join(this.root, path), text, await this.scratch(), "quick");
  }

  /** Path of the first file of the video, in its bundle or next to it, that is missing or altered; null if all are intact. */
  async damageIn(metadata: VideoMetadata): Promise<string | null> {
    return (await this.damageInBundle(metadata)) ?? (await this.damageInCopies(metadata));
  }

  /** For the video and the ground truth, where the specification has them. */
  private async damageInCopies({ bundle_path, file_path, ground_truth_path }: VideoMetadata): Promise<string | null> {
    for (const [from, to] of [
      [BUNDLE_VIDEO, file_path],
      [BUNDLE_GROUND_TRUTH, ground_truth_path],
    ] as const)
      if (!(await isSameFile(join(this.root, bundle_path, from), join(this.root, to)))) return to;
    return null;
  }

  /** Path of the first file of the bundle that is missing or altered; null if it is intact. */
  async damageInBundle({ bundle_path, manifest_sha256 }: VideoMetadata): Promise<string | null> {
    const manifest = `${bundle_path}/${BUNDLE_MANIFEST}`;
    const text = await this.read(manifest);
    const files = text !== null && (await sha256Of(text)) === manifest_sha256 ? filesInManifest(text) : null;
    if (!files) return manifest;
    for (const { path, size, sha256 } of files) {
      const file = join(this.root, bundle_path, path);
      try {
        if ((await stat(file)).size !== size || (await digestFile(file)).sha256 !== sha256) return `${bundle_path}/${path}`;
      } catch (error) {
        if (isMissing(error)) return `${bundle_path}/${path}`;
        throw error;
      }
    }
    return null;
  }

  /** Moves a finished folder to its place; what was there is removed. */
  async install(finished: string, path: string): Promise<void> {
    const place = join(this.root, path);
    await makeFolder(dirname(place));
    try {
      await rename(place, join(await this.scratch(), "old"));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    await rename(finished, place);
  }

  /** Puts video and ground truth where the specification has them, and then records that the video is complete. */
  async complete(metadata: VideoMetadata): Promise<void> {
    const { bundle_path, file_path, ground_truth_path, video_name } = metadata;
    await this.place(`${bundle_path}/${BUNDLE_VIDEO}`, file_path);
    await this.place(`${bundle_path}/${BUNDLE_GROUND_TRUTH}`, ground_truth_path);
    await this.writeText(videoPaths(video_name).metadata, jsonText(metadata));
  }

  /** The same file in a second place: a hard link, or a copy if the file system has none. */
  private async place(from: string, to: string): Promise<void> {
    const [source, target] = [join(this.root, from), join(this.root, to)];
    if (await isSameFile(source, target)) return;
    await makeFolder(dirname(target));
    const draft = join(await this.scratch(), "file");
    try {
      await link(source, draft);
    } catch {
      await copyFile(source, draft);
    }
    await rename(draft, target);
  }
}

/** One file under two names, or two files with the same bytes. */
async function isSameFile(source: string, target: string): Promise<boolean> {
  try {
    const [a, b] = [await stat(source), await stat(target)];
    if (a.ino === b.ino && a.dev === b.dev) return true;
    return a.size === b.size && (await digestFile(source)).sha256 === (await digestFile(target)).sha256;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** SHA-256 of every file in a folder, by path, in order of path. */
export async function digestFolder(folder: string): Promise<Record<string, string>> {
  const files: [string, string][] = [];
  for (const item of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!item.isFile()) continue;
    const file = join(item.parentPath, item.name);
    files.push([file.slice(folder.length + 1).replaceAll("\\", "/"), (await digestFile(file)).sha256]);
  }
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}
