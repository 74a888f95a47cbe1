import { InvalidArgumentError, Option, type Command } from "commander";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import {
  DEFAULT_KEEP,
  VersionError,
  Versions,
  cleanupVersions,
  describeVersionDiff,
  diffSides,
  sideOfPresent,
  sideOfVersion,
  verifyVersions,
  type VersionRecord,
} from "@/library/versions";
import { counted } from "@/core/text";
import { isMissing } from "../files/atomic";
import { withLock } from "../files/lock";
import { VERSIONS_FOLDER, folderStorage, removeDrafts } from "../versions/folderStorage";
import { folderTree } from "../versions/folderTree";

type Common = { dir: string; json?: boolean };

/** A command's result: one object for `--json`, and lines for people. `failed` makes the exit status 1. */
type Answer = { json: object; lines: readonly string[]; failed?: boolean };

/** Adds `jaywalk versions create|list|show|diff|restore|cleanup|verify|pin|unpin`. */
export function addVersionsCommand(program: Command): void {
  const versions = program.command("versions").description("keep, compare and restore versions of a folder of test data");
  const add = (usage: string, description: string): Command =>
    versions
      .command(usage)
      .description(description)
      .requiredOption("--dir <DIR>", "the folder; its versions are kept in DIR/.versions")
      .option("--json", "end with one JSON object on stdout");

  add("create [NAME]", "take a snapshot of the folder")
    .addOption(new Option("--name <NAME>", "same as NAME").hideHelp())
    .option("--description <TEXT>", "description of this version", "")
    .option("--pinned", "never remove it in a cleanup")
    .action(async (name: string | undefined, options: Common & { name?: string; description: string; pinned?: boolean }) => {
      await answerChange(options, async (store) => {
        const { description, pinned = false } = options;
        const version = await store.create({ name: name ?? options.name ?? "", description, pinned });
        return { json: version, lines: [`created ${line(version)}`] };
      });
    });

  add("list", "list versions, newest first").action(async (options: Common) => {
    await answer(options, async (store) => {
      const { versions: all, damaged, current } = await store.list();
      const lines = all.map((version) => `${version.id === current ? "*" : " "} ${line(version)}`);
      damaged.forEach(({ key, reason }) => lines.push(`! ${key}: ${reason}`));
      return { json: { versions: all, damaged, current }, lines: lines.length > 0 ? lines : ["no versions yet"] };
    });
  });

  add("show <VERSION>", "show a version and its files").action(async (reference: string, options: Common) => {
    await answer(options, async (store) => {
      const version = await store.find(reference);
      const files = await store.entries(version);
      const { description, createdAt } = version;
      const head = [line(version), ...(description === "" ? [] : [description]), `made ${createdAt}`];
      return {
        json: { ...version, entries: files },
        lines: [...head, ...files.map(({ path, sha256, size }) => `  ${sha256.slice(0, 12)} ${size.toString().padStart(10)} ${path}`)],
      };
    });
  });

  add("diff <BEFORE> [AFTER]", "compare two versions, or a version with the current folder").action(
    async (before: string, after: string | undefined, options: Common) => {
      await answer(options, async (store) => {
        const left = await sideOfVersion(store, await store.find(before));
        const right = after === undefined ? await sideOfPresent(store) : await sideOfVersion(store, await store.find(after));
        const diff = await diffSides(left, right);
        return { json: { before, after: after ?? null, ...diff }, lines: describeVersionDiff(diff) };
      });
    },
  );

  add("restore <VERSION>", "restore a version, after backing up the current state").action(async (reference: string, options: Common) => {
    await answerChange(options, async (store) => {
      const { version, backup, written, removed } = await store.restore(reference);
      return {
        json: { restored: version, backup, written, removed },
        lines: backup
          ? [
              `restored ${line(version)}`,
              `${counted(written, "file")} written, ${removed} removed`,
              `the previous state is kept as "${backup.name}"`,
            ]
          : [`the folder already matches ${line(version)}; nothing was changed`],
      };
    });
  });

  add("cleanup", "remove old versions, except pinned ones and backups from the last week")
    .option("--keep <N>", "how many of the newest to keep", wholeNumber, DEFAULT_KEEP)
    .action(async (options: Common & { keep: number }) => {
      await answerChange(options, async (store) => {
        const { kept, removed, objectsRemoved } = await cleanupVersions(store, options.keep, new Date());
        return {
          json: { kept, removed, objectsRemoved },
          lines: [
            ...removed.map((version) => `removed ${line(version)}`),
            `${counted(kept.length, "version")} kept, ${counted(objectsRemoved, "object")} removed`,
          ],
        };
      });
    });

  add("verify [VERSION]", "verify every checksum and list what is damaged").action(
    async (reference: string | undefined, options: Common) => {
      await answer(options, async (store) => {
        const only = reference === undefined ? undefined : await store.find(reference);
        const result = await verifyVersions(store, only);
        const lines = result.damages.map(({ kind, object, reason, versions: names, paths }) =>
          [
            `damaged ${kind} ${object}: ${reason}`,
            ...(paths.length > 0 ? [`  files: ${paths.join(", ")}`] : []),
            ...(names.length > 0 ? [`  versions: ${names.join(", ")}`] : []),
          ].join("\n"),
        );
        const waste = result.unreferenced.length > 0 ? `, ${result.unreferenced.length} not needed (cleanup removes them)` : "";
        lines.push(
          `${counted(result.versions, "version")}, ${counted(result.objects, "object")} checked, ${result.damages.length} damaged${waste}`,
        );
        return { json: { ok: result.damages.length === 0, ...result }, lines, failed: result.damages.length > 0 };
      });
    },
  );

  for (const [name, pinned] of [
    ["pin", true],
    ["unpin", false],
  ] as const)
    add(`${name} <VERSION>`, pinned ? "protect a version from cleanup" : "allow a version to be cleaned up again").action(
      async (reference: string, options: Common) => {
        await answerChange(options, async (store) => {
          const version = await store.setPinned(reference, pinned);
          return { json: version, lines: [line(version)] };
        });
      },
    );
}

/** Like `answer`, after completing an interrupted restore: for commands that change something. */
async function answerChange(options: Common, work: (versions: Versions) => Promise<Answer>): Promise<void> {
  await answer(options, async (versions) => {
    if (await versions.recover()) process.stderr.write("an interrupted restore has been completed\n");
    return work(versions);
  });
}

/** Runs on the folder's versions while nobody else does. */
async function answer({ dir, json }: Common, work: (versions: Versions) => Promise<Answer>): Promise<void> {
  await assertFolder(dir);
  const folder = join(dir, VERSIONS_FOLDER);
  const versions = new Versions(folderStorage(folder), folderTree(dir), () => new Date());
  const result = await withLock(join(folder, "lock"), `the version store of ${dir}`, async () => {
    await removeDrafts(folder);
    return work(versions);
  });
  process.stdout.write(json === true ? `${JSON.stringify(result.json)}\n` : `${result.lines.join("\n")}\n`);
  if (result.failed === true) process.exitCode = 1;
}

async function assertFolder(dir: string): Promise<void> {
  try {
    if ((await stat(dir)).isDirectory()) return;
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  throw new VersionError(`${dir} is not a folder; name the folder that has versions`);
}

function line({ id, name, createdAt, files, bytes, pinned, kind }: VersionRecord): string {
  const marks = [pinned ? "pinned" : "", kind === "backup" ? "backup" : ""].filter((mark) => mark !== "");
  const size = `${counted(files, "file")}, ${(bytes / 1e6).toFixed(2)} MB`;
  return `${id}  ${name}  ${createdAt}  ${size}${marks.length > 0 ? `  (${marks.join(", ")})` : ""}`;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("must be a whole number, 0 or more");
  return Number(text);
}
