import { describe, expect, test } from "vitest";
import { parseWeather } from "./options";

describe("--weather", () => {
  test("takes a condition alone, with an intensity, or with a severity; every condition can be named", () => {
    expect(parseWeather("fog")).toEqual({ condition: "fog", intensity: 0.5 });
    expect(parseWeather("snow:0.25")).toEqual({ condition: "snow", intensity: 0.25 });
    expect(parseWeather("low_sun:severity3")).toEqual({ condition: "low_sun", intensity: 0.6 });
    expect(parseWeather("dusk:severity5")).toEqual({ condition: "dusk", intensity: 1 });
  });

  test("refuses what is neither, and says what may be written", () => {
    expect(() => parseWeather("hail")).toThrow(/Conditions are sunny/);
    expect(() => parseWeather("fog:1.2")).toThrow(/from 0 to 1, or severity1 to severity5/);
    expect(() => parseWeather("fog:")).toThrow(/from 0 to 1/);
    for (const wrong of ["severity", "severity0", "severity6", "severity2.5"]) expect(() => parseWeather(`fog:${wrong}`)).toThrow(/severity1 to severity5/);
  });
});
