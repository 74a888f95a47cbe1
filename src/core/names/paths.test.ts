import { expect, test } from "vitest";
import { isPlainPath, escapesFolder } from "./paths";

test("a path leads out of its folder if it climbs or is absolute, with either separator", () => {
  for (const path of ["../a", "a/../b", "a\\..\\b", "/etc/passwd", "\\\\server\\share", "C:/a", "c:a"])
    expect(escapesFolder(path), path).toBe(true);
  for (const path of ["a/b.txt", "./a", "a//b", "..a/b..", "a/12:30.txt"]) expect(escapesFolder(path), path).toBe(false);
});

test("a plain path names its file in only one way", () => {
  for (const path of ["a", "a b/c.json", "交叉点/..a", "x".repeat(1024)]) expect(isPlainPath(path), path).toBe(true);
  for (const path of ["", ".", "./a", "a//b", "a/", "/a", "../a", "a\\b", "a\0b", "d:/a", "x".repeat(1025)])
    expect(isPlainPath(path), path).toBe(false);
});
