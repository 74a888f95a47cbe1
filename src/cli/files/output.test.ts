import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MOST_SEED, wholeNumber } from "../render/options";
import { assertFileCanBeWritten, assertFolderCanBeFilled, endingOf, writeOutput } from "./output";

test("a place that cannot be written to is reported with its option", async () => {
  const folder = await mkdtemp(join(tmpdir(), "jaywalk-output-"));
  try {
    await writeOutput("--out", join(folder, "a"), "text");
    expect(await readFile(join(folder, "a"), "utf8")).toBe("text");
    await expect(writeOutput("--out", folder, "")).rejects.toThrow(`--out: ${folder} is a folder`);
    await expect(writeOutput("--html", join(folder, "none", "a"), "")).rejects.toThrow("is in a folder that does not exist");
    await expect(writeOutput("--html", join(folder, "a", "b"), "")).rejects.toThrow("has a file where a folder is expected");
    // The same is reported before the work is done, and leaves nothing behind.
    await assertFileCanBeWritten("--out", join(folder, "new"));
    await assertFileCanBeWritten("--out", join(folder, "a"));
    await expect(assertFileCanBeWritten("--out", folder)).rejects.toThrow(`--out: ${folder} is a folder`);
    await expect(assertFileCanBeWritten("--out", join(folder, "none", "a"))).rejects.toThrow("is in a folder that does not exist");
    await expect(assertFileCanBeWritten("--out", join(folder, "a", "b"))).rejects.toThrow("has a file where a folder is expected");
    await assertFolderCanBeFilled("--out", join(folder, "new", "newer"));
    await expect(assertFolderCanBeFilled("--out", join(folder, "a", "b"))).rejects.toThrow(`${join(folder, "a")} is a file; name a folder`);
    await expect(assertFolderCanBeFilled("--out", " ")).rejects.toThrow("--out is empty");
    await expect(assertFolderCanBeFilled("--out", "-")).rejects.toThrow("--out - would be standard output, which takes no folder");
    expect(await readdir(folder)).toEqual(["a"]);
    if (process.platform === "linux") {
      await writeOutput("--out", "/dev/null", "text");
      await expect(writeOutput("--out", "/dev/full", "text")).rejects.toThrow("/dev/full cannot be written: the disk is full");
      await expect(assertFileCanBeWritten("--out", "/proc/jaywalk")).rejects.toThrow(
        "--out: /proc/jaywalk cannot be created: its folder does not accept files",
      );
      await expect(assertFolderCanBeFilled("--out", "/proc/jaywalk/out")).rejects.toThrow(
        "--out /proc/jaywalk/out cannot be created: /proc does not accept files",
      );
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("an extension that promises something else than what is written is refused", () => {
  const ending = (file: string) => endingOf("--report", file, [".json", ".html"]);
  expect(["r.json", "R.HTML", "a.b/r", "-"].map(ending)).toEqual([".json", ".html", null, null]);
  expect(() => ending("r.csv")).toThrow("--report: r.csv does not have the extension of what is written; name it .json or .html");
});

test("whole numbers have an upper limit", () => {
  expect(wholeNumber(0, MOST_SEED)("4294967295")).toBe(4294967295);
  expect(() => wholeNumber(0, MOST_SEED)("4294967296")).toThrow("at most 4294967295");
  expect(() => wholeNumber(1)("0")).toThrow("at least 1");
});
