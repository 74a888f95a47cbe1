import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeAbandoned } from "../files/ownedFolder";
import { removeSocketFolder } from "./socketFolder";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "jaywalk-socket-"));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

it("what a killed run left is removed with the folder of its browser's socket, and nothing else that a profile links to", async () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  const leave = (name: string, socketFolder: string) => {
    mkdirSync(join(parent, name, "profile"), { recursive: true });
    writeFileSync(join(parent, name, "owner.json"), JSON.stringify({ pid, host: hostname(), run: name }));
    mkdirSync(join(parent, socketFolder));
    writeFileSync(join(parent, socketFolder, "SingletonSocket"), "");
    symlinkSync(join(parent, socketFolder, "SingletonSocket"), join(parent, name, "profile", "SingletonSocket"));
  };
  leave("jaywalk-a", "org.chromium.Chromium.Ab12Cd");
  leave("jaywalk-b", "com.google.Chrome.Xy34Zz");
  leave("jaywalk-c", "photographs");
  await removeAbandoned(parent, "jaywalk-", (folder) => removeSocketFolder(join(folder, "profile")));
  expect(readdirSync(parent)).toEqual(["photographs"]);
  await removeSocketFolder(join(parent, "none"));
});
