import { expect, test } from "vitest";
import { PictureStore } from "@/core/document";
import { meaningOf } from "@/detectors/classes/classMap";
import { OPENING_SCENARIO } from "@/presets";
import { planOf, type RunChoice } from "./plan";
import { readRunSetup, writeRunSetup, type RunSetup } from "./setup";

/** A browser's storage. */
function storageOf(entries = new Map<string, string>()) {
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    entries,
  };
}

const own: RunChoice["own"] = { files: null, options: {}, classMap: {}, understood: null, fault: null, isReading: false, isKept: null };
const classMapOf = (setup: RunSetup) =>
  planOf({ scenario: OPENING_SCENARIO, store: new PictureStore(), rangeStart: 0, setup, own, video: null })?.classMap ?? {};

test("what the built-in detector's classes mean can be changed, and outlives a reload", () => {
  const storage = storageOf();
  const usual: RunSetup = { ...readRunSetup(storage), detector: "builtin" };
  expect(meaningOf("person", classMapOf(usual))).toBe("person");
  writeRunSetup(storage, { ...usual, builtinMeanings: { person: "distracted_driver", bus: "ignore" } });
  const changed = classMapOf(readRunSetup(storage));
  expect(["person", "bus", "car", "cell phone"].map((label) => meaningOf(label, changed))).toEqual([
    ...["distracted_driver", "ignore", "vehicle", "ignore"],
  ]);
});

test("a setup that was stored before meanings could be changed is still read", () => {
  const storage = storageOf();
  writeRunSetup(storage, { ...readRunSetup(storage), detector: "builtin", every: 9 });
  for (const [key, value] of storage.entries) storage.setItem(key, value.replace(/,"builtinMeanings":\{\}/, ""));
  expect([...storage.entries.values()].join()).not.toContain("builtinMeanings");
  expect(readRunSetup(storage)).toMatchObject({ detector: "builtin", every: 9, builtinMeanings: {} });
});
