import { describe, expect, it } from "vitest";
import { evaluate } from "./numberExpression";

const FRAMES = { f: 1, s: 30, ms: 0.03 };

describe("number fields", () => {
  it("accept arithmetic with brackets, signs and the usual precedence", () => {
    expect(evaluate("1.5*30", {})).toEqual({ value: 45 });
    expect(evaluate("2 + 3 * 4", {})).toEqual({ value: 14 });
    expect(evaluate("-(2+.5)/5", {})).toEqual({ value: -0.5 });
    expect(evaluate("10 - 4 - 3", {})).toEqual({ value: 3 });
    expect(evaluate("1280 × 0,5", {})).toEqual({ value: 640 });
  });

  it("accept units and times, converted to the field's own unit", () => {
    expect(evaluate("2s", FRAMES)).toEqual({ value: 60 });
    expect(evaluate("1s + 15f", FRAMES)).toEqual({ value: 45 });
    expect(evaluate("500 ms", FRAMES)).toEqual({ value: 15 });
    expect(evaluate("1:02.5", FRAMES)).toEqual({ value: 1875 });
    expect(evaluate("0:01:00", FRAMES)).toEqual({ value: 1800 });
    expect(evaluate("40%", { "%": 1 })).toEqual({ value: 40 });
  });

  it("work on the current value when they start with an operator that cannot be a sign", () => {
    expect(evaluate("*2", {}, 21)).toEqual({ value: 42 });
    expect(evaluate("/4", {}, 10)).toEqual({ value: 2.5 });
    expect(evaluate("-3", {}, 10)).toEqual({ value: -3 });
  });

  it("say what is wrong with anything else", () => {
    const fault = (text: string, units = {}) => {
      const result = evaluate(text, units);
      return "fault" in result ? result.fault : result.value;
    };
    expect(fault("")).toBe("Type a number.");
    expect(fault("abc")).toBe("“abc” is not a number.");
    expect(fault("3 px", FRAMES)).toBe("“px” is not a unit for this field; use f, s, ms, min, h.");
    expect(fault("3 px")).toBe("“px”: this field takes no unit.");
    expect(fault("(1+2")).toBe("A bracket is missing.");
    expect(fault("1+")).toBe("The expression is incomplete.");
    expect(fault("1/0")).toBe("Division by zero.");
    expect(fault("4 4")).toBe("“4” was not expected there.");
    expect(fault("1; 2")).toBe("“;” is not part of a number.");
    expect(fault("0:10")).toBe("This field does not take a time.");
    expect(fault("36 km/h", { "m/s": 1, "km/h": 1 / 3.6 })).toBe(10);
    expect(fault("6/2")).toBe(3);
  });

  it("accept every unit of a quantity of which the field has one unit, however it is written", () => {
    const value = (text: string, units: Record<string, number>) => {
      const result = evaluate(text, units);
      return "value" in result ? Number(result.value.toFixed(6)) : result.fault;
    };
    const speed = { "px/s": 1, "m/s": 20 };
    expect(
      ["36 km/h", "36kmh", "36 kph", "10 m/s", "22.369363 mph", "32.808399 ft/s"].map(
        (text) => Math.round((typeof value(text, speed) === "number" ? Number(value(text, speed)) : 0) * 1000) / 1000,
      ),
    ).toEqual([200, 200, 200, 200, 200, 200]);
    expect(
      ["2 min", "2 minutes", "120 sec", "120000 ms", "3600 frames", "2:00", "1 min + 60 s", "0.5 h - 28 min"].map((text) =>
        value(text, FRAMES),
      ),
    ).toEqual(new Array(8).fill(3600));
    expect(["6 ft", "72 in", "2 yd", "182.88 cm", "1.8288 metres"].map((text) => value(text, { m: 1 }))).toEqual(new Array(5).fill(1.8288));
    expect(value("30 mph", FRAMES)).toBe("“mph” is not a unit for this field; use f, s, ms, min, h.");
    expect(value("3 kg", speed)).toBe("“kg” is not a unit for this field; use px/s, m/s, km/h, mph, ft/s.");
    expect(value("3 furlongs", { px: 1 })).toBe("“furlongs” is not a unit for this field; use px.");
  });
});
