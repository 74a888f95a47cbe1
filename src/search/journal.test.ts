import { expect, it } from "vitest";
import type { Evaluated } from "./evaluation";
import { journalHead, journalLine, mergedJournal, readJournal, readJournalHead, type JournalHead } from "./journal";
import { USUAL_JUDGING } from "./evaluate/sightings";

const head: JournalHead = {
  journal: "jaywalk search",
  version: 2,
  build: "1.0.0 (abc)",
  scenario: "a",
  variables: "b",
  fails: "missed 3 frames",
  detector: "simulated",
  settings: "c",
  judging: USUAL_JUDGING,
};
const one: Evaluated = {
  point: [1, 2],
  verdict: { failed: true, value: 3, grade: -0.25, track: 7, frame: 12 },
  cells: [
    { condition: "fog", severity: 3, distance: "10–20 m", visibility: "75–100 %", seen: 9, found: 4, frame: 2, track: 7, isMissed: true },
  ],
};
const two: Evaluated = { point: [0, 3], impossible: "actors[0].endFrame: must be after startFrame" };
const text = journalHead(head) + journalLine(one) + journalLine(two);

it("reads back what it wrote, and leaves out a line that was cut off", () => {
  const read = readJournal(text, head, "journal.ndjson");
  expect([...read.evaluated.values()]).toEqual([one, two]);
  expect(read.length).toBe(text.length);
  for (const cut of [1, 20, journalLine(two).length - 1]) {
    const damaged = readJournal(text.slice(0, -cut), head, "journal.ndjson");
    expect([...damaged.evaluated.values()]).toEqual([one]);
    expect(damaged.length).toBe(text.length - journalLine(two).length);
  }
  expect(readJournal("", head, "journal.ndjson")).toEqual({ evaluated: new Map(), weathers: new Map(), length: 0 });
  expect(readJournal(journalHead(head).slice(0, 9), head, "journal.ndjson").length).toBe(0);
});

it.each([
  [{ scenario: "z" }, /another scenario; use the same, or name another folder/],
  [{ variables: "z" }, /other variables/],
  [{ fails: "AP below 0.5" }, /another failure condition/],
  [{ detector: "z" }, /another detector/],
  [{ settings: "z" }, /another detector or other settings of it \(its profile, class map or options differ\)/],
  [{ build: "1.0.0 (abd)" }, /another build of Jaywalk; use the same, or name another folder/],
  [{ judging: { ...USUAL_JUDGING, iou: 0.7 } }, /another overlap/],
])("refuses the journal of another search: %j", (change, message) => {
  expect(() => readJournal(text, { ...head, ...change }, "out/journal.ndjson")).toThrow(message);
});

it("refuses what is no journal, and names a damaged line", () => {
  const earlier = `${JSON.stringify({ ...head, version: 1, build: undefined, settings: undefined })}\n`;
  expect(() => readJournal(earlier, head, "x")).toThrow(/x was written by an earlier version of Jaywalk/);
  expect(() => readJournal("hello\n", head, "x")).toThrow(/x is not the journal of a search/);
  expect(() => readJournalHead("hello", "x")).toThrow(/x is not the journal/);
  expect(() => readJournal(`${journalHead(head)}{"point":[1]}\n${journalLine(one)}`, head, "x")).toThrow(/x, line 2 is damaged/);
});

it("keeps the weathers of the map apart from the points of the search", () => {
  const fog = { weather: "fog-3", cells: "cells" in one ? [...one.cells] : [] };
  const read = readJournal(text + journalLine(fog), head, "x");
  expect([...read.evaluated.values()]).toEqual([one, two]);
  expect([...read.weathers.values()]).toEqual([fog]);
  expect(readJournal(mergedJournal(head, [read]), head, "x").weathers).toEqual(read.weathers);
});

it("keeps points that the detector could not answer", () => {
  const silent: Evaluated = { point: [4, 4], unanswerable: "frame 3: it ended" };
  expect([...readJournal(text + journalLine(silent), head, "x").evaluated.values()]).toEqual([one, two, silent]);
});

it("merges the journals of shards, in any order, into one", () => {
  const parts = [one, two].map((evaluated) => readJournal(journalHead(head) + journalLine(evaluated), head, "x"));
  const merged = mergedJournal(head, parts);
  expect(mergedJournal(head, [...parts, ...parts].reverse())).toBe(merged);
  expect([...readJournal(merged, head, "x").evaluated.values()]).toEqual([two, one]);
  expect(readJournalHead(merged, "x")).toEqual(head);
});
