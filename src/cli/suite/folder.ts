import { jsonText } from "@/core/text";
import { copyFile, link, readFile, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BUNDLE_GROUND_TRUTH, BUNDLE_MANIFEST, BUNDLE_VIDEO, filesInManifest, readMetadata, videoPaths, type VideoMetadata } from "@/suite";
import { sha256Of } from "@/core/digest";
import { digestFile, isMissing, writeAtomically } from "../files/atomic";
import { makeFolder } from "../files/folders";
import { LockedFolder } from "../files/lockedFolder";

/** Where unfinished work is kept. */
export const WORK_FOLDER = ".jaywalk-suite";

/** The output of a suite on disk. */
export class SuiteFolder extends LockedFolder {
  constructor(root: string) {
    super(root, WORK_FOLDER, "the suite");
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
      if (to !== null && !(await isSameFile(join(this.root, bundle_path, from), join(this.root, to)))) return to;
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

  /**
   * Puts video and ground truth where the specification has them, and then records that the video is complete. A truth without video takes
   * the place of an earlier video.
   */
  async complete(metadata: VideoMetadata): Promise<void> {
    const { bundle_path, file_path, ground_truth_path, video_name } = metadata;
    if (file_path === null) await rm(join(this.root, videoPaths(video_name).video), { force: true });
    else await this.place(`${bundle_path}/${BUNDLE_VIDEO}`, file_path);
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
