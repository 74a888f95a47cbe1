import { expect, it } from "vitest";
import { approachScenario, walkerScenario } from "../testing";
import { assertPossible, axesOf, usualVariables } from ".";

it("offers only what can vary in a scenario, with ranges that are possible as a whole, up to the limits of the document", () => {
  const tall = walkerScenario(30, 9000);
  for (const scenario of [approachScenario(), walkerScenario(30), tall]) {
    const variables = [...usualVariables(scenario)].map(({ variable }) => variable);
    expect(variables.length).toBeGreaterThan(5);
    assertPossible(scenario, axesOf(variables, scenario));
  }
  expect([...usualVariables(tall)].find(({ variable }) => variable.vary === "size")?.variable).toMatchObject({ from: 1.1, to: 0.5 });
});

it("a road has metres and a camera whose height varies; a picture has neither, and without occluders nothing of them", () => {
  const kinds = (scenario: Parameters<typeof usualVariables>[0]) => [...usualVariables(scenario)].map(({ variable }) => variable.vary);
  expect(kinds(approachScenario())).toContain("camera_height");
  expect(kinds(walkerScenario(30))).not.toContain("camera_height");
  expect(kinds(walkerScenario(30)).filter((name) => name.startsWith("occluder"))).toEqual([]);
  expect([...usualVariables(walkerScenario(30))].flatMap(({ variable, isUsual }) => (isUsual ? [variable.vary] : []))).toEqual([
    "severity",
    "light_severity",
  ]);
});
