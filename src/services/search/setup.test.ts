import { expect, it } from "vitest";
import { validateScenario, type WholeScenario } from "@/core/document";
import { walkerScenario } from "@/search/testing";
import { kindOf, setupFrom } from "./setup";

/** A walker whose height and confidence follow from two parameters. */
const declaring = (): WholeScenario => {
  const [walker] = walkerScenario(10).actors;
  return validateScenario({
    ...walkerScenario(10),
    parameters: [
      { name: "height", unit: "px", value: 60, from: 40, to: 80 },
      { name: "trust", value: 0.5, from: 0.2, to: 0.9 },
    ],
    actors: [{ ...walker, expressions: { "size.height": "height", confidenceBase: "trust" } }],
  });
};

it("offers each declared parameter in a row of its own, and keeps what was set in it", async () => {
  const first = await setupFrom(null, declaring());
  const declared = first.rows.filter(({ variable }) => variable.vary === "declared");
  expect(declared.map(({ variable }) => kindOf(variable))).toEqual(["declared height", "declared trust"]);
  const rows = first.rows.map((row) =>
    kindOf(row.variable) === "declared trust" ? { variable: { ...row.variable, from: 0.3, to: 0.6 }, isOn: false } : row,
  );
  const again = await setupFrom(JSON.parse(JSON.stringify({ ...first, rows })), declaring());
  expect(again.rows).toEqual(rows);
});
