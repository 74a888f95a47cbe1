import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distinctFileName, fileName, fileNameWithoutSpaces, isFileName } from "./fileName";

describe("a name becomes a file name", () => {
  it("unchanged, in every script", () => {
    for (const name of [
      "交叉点",
      "Überholen Straße",
      "Überholen",
      "שדרה ראשית",
      "تقاطع",
      "Ночной переход",
      "จุดตัด",
      "सड़क पार",
      "می‌رود",
      "Night crossing (2)",
      "a.b_c-d",
      "50 % fog",
      "🚲 left",
    ])
      expect(fileName(name)).toBe(name);
  });

  it("without anything that any system forbids", () => {
    const names = {
      "Schulweg: früh / Regen?": "Schulweg- früh - Regen",
      'Kind läuft "raus"': "Kind läuft raus",
      "../../etc/passwd": "etc-passwd",
      "..": "scenario",
      "": "scenario",
      "???": "scenario",
      ".hidden": "hidden",
      "ends with dots...": "ends with dots",
      " space  and\ttab\n": "space and tab",
      con: "_con",
      "Nul.tar": "_Nul.tar",
      "COM¹": "_COM¹",
      console: "console",
      "U\u0308berholen": "Überholen",
      "gpj.\u202Eexe": "gpj. exe",
      "a\u0000b\u0007c": "a b c",
      "\uD800half": "half",
      "<script>alert(1)</script>": "script-alert(1)-script",
    };
    for (const [name, expected] of Object.entries(names)) expect(fileName(name), JSON.stringify(name)).toBe(expected);
  });

  it("of at most 200 bytes, cut between whole characters", () => {
    expect(fileName("x".repeat(300))).toHaveLength(200);
    expect(fileName("交".repeat(100))).toBe("交".repeat(66));
    const family = "👨‍👩‍👧";
    expect(fileName(family.repeat(20))).toBe(family.repeat(11));
  });

  it("whatever it was, and is unchanged when converted again", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.string({ unit: "grapheme", maxLength: 300 })), (name) => {
        for (const made of [fileName(name), fileNameWithoutSpaces(name)]) {
          expect(isFileName(made)).toBe(true);
          expect(made).not.toMatch(/[<>:"/\\|?*\p{Cc}\u202A-\u202E\u2066-\u2069]|^[. ]|[. ]$/u);
          expect(new TextEncoder().encode(made).length).toBeLessThanOrEqual(201);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("without spaces and symbols where a dataset needs that", () => {
    expect(fileNameWithoutSpaces("Child runs out, 2nd take!")).toBe("Child_runs_out_2nd_take");
    expect(fileNameWithoutSpaces("Überholen Straße")).toBe("Überholen_Straße");
    expect(fileNameWithoutSpaces("交叉点")).toBe("交叉点");
    expect(fileNameWithoutSpaces("!", "video")).toBe("video");
  });

  it("that differs from the others, even if they differ only by case", () => {
    const taken = new Set<string>();
    expect(["Night", "night", "NIGHT", "ÜBER", "über", "Night_2"].map((name) => distinctFileName(name, taken))).toEqual([
      "Night",
      "night_2",
      "NIGHT_3",
      "ÜBER",
      "über_2",
      "Night_2_2",
    ]);
  });
});
