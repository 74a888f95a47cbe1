import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MOST_SEED, wholeNumber } from "../render/options";
import { writeOutput } from "./output";

test("a place that cannot be written to is named with its option", async () => {
  const folder = await mkdtemp(join(tmpdir(), "jaywalk-output-"));
  try {
    await writeOutput("--out", join(folder, "a"), "text");
    expect(await readFile(join(folder, "a"), "utf8")).toBe("text");
    await expect(writeOutput("--out", folder, "")).rejects.toThrow(`--out: ${folder} is a folder`);
    await expect(writeOutput("--html", join(folder, "none", "a"), "")).rejects.toThrow("is in a folder that does not exist");
    await expect(writeOutput("--html", join(folder, "a", "b"), "")).rejects.toThrow("leads through a file");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("whole numbers have a most", () => {
  expect(wholeNumber(0, MOST_SEED)("4294967295")).toBe(4294967295);
  expect(() => wholeNumber(0, MOST_SEED)("4294967296")).toThrow("at most 4294967295");
  expect(() => wholeNumber(1)("0")).toThrow("at least 1");
});
