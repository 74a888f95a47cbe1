import { expect, test } from "vitest";
import type { Finding } from "@/formats";
import { groupFindings } from "./groupFindings";

test("findings of one kind are one entry with all their places, and the most serious kind comes first however late it was found", () => {
  const finding = (severity: Finding["severity"], place: string, message: string): Finding => ({
    severity,
    file: "a.txt",
    place,
    message,
    advice: `correct ${message}`,
  });
  const rounded = Array.from({ length: 24 }, (_, line) => finding("info", `line ${line}`, `${line} boxes were rounded`));
  const groups = groupFindings([
    ...rounded,
    finding("warning", "", "frames were counted"),
    finding("error", "line 3", 'track "a" is twice'),
    finding("error", "line 9", 'track "b" is twice'),
  ]);
  expect(groups.map(({ first, all }) => [first.severity, first.message, all.map(({ place }) => place)])).toEqual([
    ["error", 'track "a" is twice', ["line 3", "line 9"]],
    ["warning", "frames were counted", [""]],
    ["info", "0 boxes were rounded", rounded.map(({ place }) => place)],
  ]);
});
