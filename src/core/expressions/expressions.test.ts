import { describe, expect, it } from "vitest";
import { evaluateExpression, inUnit, namesIn, parseExpression, quantity, withRenamed, type UnitName } from ".";

const values = {
  speed: quantity(50, "km/h"),
  gap: quantity(2.5, "m"),
  lead: quantity(2, "s"),
  s: quantity(3, null),
  größe: quantity(7, "px"),
};

function valueOf(text: string, unit: UnitName | null = null): number {
  const named = (name: string) => {
    const found = new Map(Object.entries(values)).get(name);
    if (!found) throw new Error(`unknown ${name}`);
    return found;
  };
  return inUnit(evaluateExpression(parseExpression(text), named), unit);
}

describe("an expression", () => {
  it.each([
    ["2 + 3 × 4 − 6 ÷ 3", null, 12],
    ["-(1 + 2) * -2", null, 6],
    ["--3", null, 3],
    ["1.5e2 + .5", null, 150.5],
    ["min(3, 1, 2) + max(1, 4) + abs(-2) + round(2.5) + floor(-0.5) + ceil(0.2) + sqrt(9)", null, 13],
    ["36 km/h", "m/s", 10],
    ["speed", "km/h", 50],
    ["speed * lead", "m", 50 / 1.8],
    ["gap + 50 cm", "m", 3],
    ["gap / 2 s", "m/s", 1.25],
    ["20 m/s", "m/s", 20],
    ["10 m / speed", "s", 0.72],
    ["2 m/s² * lead * lead", "m", 8],
    ["9 m/s^2", "m/s²", 9],
    ["max(gap - 5 m, 0)", "m", 0],
    ["(1 + 2) cm", "m", 0.03],
    ["30 %", null, 0.3],
    ["s s", null, NaN],
    ["größe × 2", "px", 14],
    ["4", "m", 4],
    ["sqrt(2 m * gap * 5)", "m", 5],
  ] as const)("%s", (text, unit, wanted) => {
    if (Number.isNaN(wanted)) expect(() => valueOf(text, unit)).toThrow("was not expected there");
    else expect(valueOf(text, unit)).toBeCloseTo(wanted, 12);
  });

  it.each([
    ["gap + 2", "it adds m and a number without a unit; give numbers their units, such as 2 m"],
    ["speed - gap", "it subtracts m/s and m"],
    ["max(speed, gap)", "it compares m/s and m"],
    ["gap * gap", "it gives m^2, where m is needed"],
    ["1 / 0", "it divides by zero"],
    ["1e308 * 10", "too large"],
    ["2 apples", "“apples” is not a unit; to multiply, write ×"],
    ["2 +", "it is incomplete"],
    ["(2", "a closing bracket is missing"],
    ["2 $", "“$” cannot be part of an expression"],
    ["power(2, 3)", "there is no function “power”; there are min, max, abs, round, floor, ceil, sqrt"],
    ["min(2)", "min takes 2 to 20 values, not 1"],
    ["round(gap)", "needs a number without a unit"],
    ["sqrt(-1)", "negative"],
    ["%", "“%” needs a number before it"],
    ["(".repeat(100), "too many brackets"],
    ["1+".repeat(200), "at most 300 characters"],
    ["", "it is incomplete"],
    ["constructor(1)", "there is no function “constructor”"],
  ])("%s is refused, and the message says why", (text, message) => {
    expect(() => valueOf(text, "m")).toThrow(message);
  });

  it("knows the names that it uses, and renames them without touching units", () => {
    expect([...namesIn(parseExpression("max(s × 20 m/s ÷ 2 s, gap / lead)"))]).toEqual(["s", "gap", "lead"]);
    expect(withRenamed("s × 20 m/s ÷ 2 s − s", "s", "share")).toBe("share × 20 m/s ÷ 2 s − share");
  });
});
