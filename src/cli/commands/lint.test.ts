import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCommand } from "../testing/commands";
import { addLintCommand } from "./lint";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "jaywalk-lint-"));
});
afterAll(async () => {
  // It was set by the command under test.
  process.exitCode = 0;
  await rm(folder, { recursive: true });
});

it("sums up with every noun in the form that goes with its number", async () => {
  const lines = async () => (await runCommand([addLintCommand], ["lint", folder])).stdout.trimEnd().split("\n");
  await writeFile(join(folder, "notes.txt"), "");
  expect((await lines()).at(-1)).toBe(`${folder}: 1 error, 0 notes`);
  await writeFile(join(folder, "a.txt"), "a");
  const files = [{ path: "a.txt", size: 2, sha256: "" }];
  await writeFile(join(folder, "manifest.json"), JSON.stringify({ video: {}, files }));
  const told = await lines();
  expect(told.find((line) => line.includes("a.txt"))).toMatch(/^error: manifest\.json, a\.txt: it is 1 byte instead of 2\./);
  expect(told.at(-1)).toMatch(/: [2-9] errors, 1 note$/);
});
