import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeFolder } from "./folders";
import { makeOwnedFolder, removeAbandoned } from "./ownedFolder";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "jaywalk-owned-"));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

it("removes what dead processes left, and nothing whose owner is alive, that is elsewhere or that has another name", async () => {
  const own = await makeOwnedFolder(parent, ".jaywalk-");
  const leave = (name: string, owner: object | null) => {
    mkdirSync(join(parent, name, "deep"), { recursive: true });
    if (owner) writeFileSync(join(parent, name, "owner.json"), JSON.stringify(owner));
  };
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  leave(".jaywalk-dead", { pid, host: hostname(), run: "a" });
  leave(".jaywalk-same-number", { pid: process.pid, host: hostname(), run: "before this container was started again" });
  leave(".jaywalk-parent", { pid: process.ppid, host: hostname(), run: "b" });
  leave(".jaywalk-elsewhere", { pid, host: "another.host", run: "c" });
  leave(".jaywalk-suite", null);
  leave("mine", { pid, host: hostname(), run: "d" });
  const rescued: string[] = [];
  await removeAbandoned(parent, ".jaywalk-", (folder) => Promise.resolve(void rescued.push(basename(folder))));
  expect(readdirSync(parent).sort()).toEqual([basename(own), ".jaywalk-elsewhere", ".jaywalk-parent", ".jaywalk-suite", "mine"].sort());
  expect(rescued.sort()).toEqual([".jaywalk-dead", ".jaywalk-same-number"]);
  await removeAbandoned(join(parent, "none"), ".jaywalk-");
});

it("creates missing parent folders, and gives up at once if one cannot be created", async () => {
  await Promise.all([makeFolder(join(parent, "a", "b", "c")), makeFolder(join(parent, "a", "b", "d"))]);
  expect(readdirSync(join(parent, "a", "b")).sort()).toEqual(["c", "d"]);
  writeFileSync(join(parent, "file"), "");
  await expect(makeFolder(join(parent, "file"))).rejects.toMatchObject({ code: "EEXIST" });
  await expect(makeFolder(join(parent, "file", "below"))).rejects.toMatchObject({ code: "ENOTDIR" });
  // On Linux, this is where Node's own way of creating folders never returns.
  if (process.platform === "linux") await expect(makeFolder("/proc/jaywalk/out")).rejects.toMatchObject({ code: "ENOENT" });
});
