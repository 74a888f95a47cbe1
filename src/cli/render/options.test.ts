import { describe, expect, test } from "vitest";
import { createScenario } from "@/core/document";
import { parseLight, parseRate, parseSensor, parseWeather } from "./options";
import { changeScenario } from "./scenarioInput";

describe("--weather", () => {
  test("accepts a condition alone, with an intensity, or with a severity; every condition can be named", () => {
    expect(parseWeather("fog")).toEqual({ condition: "fog", intensity: 0.5 });
    expect(parseWeather("snow:0.25")).toEqual({ condition: "snow", intensity: 0.25 });
    expect(parseWeather("low_sun:severity3")).toEqual({ condition: "low_sun", intensity: 0.6 });
    expect(parseWeather("dusk:severity5")).toEqual({ condition: "dusk", intensity: 1 });
  });

  test("refuses anything else, and says what is allowed", () => {
    expect(() => parseWeather("hail")).toThrow(/Conditions are sunny/);
    expect(() => parseWeather("fog:1.2")).toThrow(/from 0 to 1, or severity1 to severity5/);
    expect(() => parseWeather("fog:")).toThrow(/from 0 to 1/);
    for (const wrong of ["severity", "severity0", "severity6", "severity2.5"])
      expect(() => parseWeather(`fog:${wrong}`)).toThrow(/severity1 to severity5/);
  });
});

describe("--fps", () => {
  test("accepts whole rates and broadcast rates in any spelling, and says which there are", () => {
    expect(["25", "29.97", "30000/1001", "59.94"].map(parseRate)).toEqual([25, 29.97, 29.97, 59.94]);
    for (const wrong of ["0", "121", "12.5", "29,97", "30/0", ""])
      expect(() => parseRate(wrong)).toThrow(/from 1 to 120, one of 23.976, 29.97, .* 30000\/1001/);
  });
});

describe("--sensor", () => {
  test("accepts effects with their amounts, or none, and says which there are", () => {
    expect(parseSensor("noise:0.4, exposure:-1")).toEqual({ noise: 0.4, exposure: -1 });
    expect(parseSensor("none")).toBe("none");
    expect(() => parseSensor("blur:1")).toThrow(/There is no effect "blur"; use none or some of exposure, noise, motionBlur/);
    for (const wrong of ["noise", "noise:", "noise:much", "noise:1:2"]) expect(() => parseSensor(wrong)).toThrow(/such as noise:0.5/);
  });

  test("changes only the named settings of the scenario's own camera, and refuses impossible values", () => {
    const camera = { exposure: 0, noise: 0.2, motionBlur: 0, lensDrops: 0, vignetting: 0.5, rollingShutter: 0 };
    const scenario = createScenario({ id: "s", sensor: camera });
    const changed = (sensor: string) => changeScenario(scenario, { noise: true, sensor: parseSensor(sensor) });
    expect(changed("noise:0.6,motionBlur:1").sensor).toEqual({ ...camera, noise: 0.6, motionBlur: 1 });
    expect(changed("none")).not.toHaveProperty("sensor");
    expect(() => changed("noise:1.5")).toThrow(/^--sensor, noise: /);
  });
});

describe("--light", () => {
  const rainy = createScenario({ id: "rain", weather: [{ frame: 0, condition: "rainy", intensity: 0.6, fadeFrames: 0 }] });
  const changed = (weather: string | null, light: string | null) => {
    const { weather: sky, light: lamp } = changeScenario(rainy, {
      noise: true,
      ...(weather === null ? {} : { weather: parseWeather(weather) }),
      ...(light === null ? {} : { light: parseLight(light) }),
    });
    return [sky[0]?.condition, sky[0]?.intensity, lamp?.[0]?.condition, lamp?.[0]?.intensity];
  };

  test("leaves the weather as it is, so that it can rain at night; --weather night still means a clear night", () => {
    expect(changed(null, "night:0.8")).toEqual(["rainy", 0.6, "night", 0.8]);
    expect(changed("fog", "dusk:severity2")).toEqual(["fog", 0.5, "dusk", 0.4]);
    expect(changed("night:0.7", null)).toEqual(["sunny", 0, "night", 0.7]);
    expect(changed(null, "day")).toEqual(["rainy", 0.6, undefined, undefined]);
    expect(() => parseLight("rainy")).toThrow(/Conditions are day, low_sun, dusk, night/);
  });
});
