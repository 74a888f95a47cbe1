import { ScenarioError, annotatedActors, type WholeScenario } from "@/core/document";
import { shownCamera } from "@/core/scene";
import { VariationError } from "@/core/variation";
import { SearchError } from "../errors";
import { axesOf, scenarioAt } from "./axis";
import { checkedVariables } from "./parse";
import type { Variable } from "./schema";

/** A variable that makes sense in a scenario, with values that it can have there. */
export type UsualVariable = {
  readonly variable: Variable;
  /** Whether a search varies it unless the user says otherwise. */
  readonly isUsual: boolean;
};

/**
 * What may vary in a scenario, each with a sensible range: weather, light, motion, size, distance, clothes, occluders, camera. What has no
 * meaning in the scenario is left out, and ranges end where the scenario's limits are.
 */
export function* usualVariables(scenario: WholeScenario): Generator<UsualVariable> {
  for (const { raw, isUsual } of candidates(scenario)) {
    const [variable] = checkedVariables([raw]);
    const possible = variable && possiblePart(scenario, variable);
    if (possible) yield { variable: possible, isUsual };
  }
}

type Candidate = { readonly raw: { readonly vary: Variable["vary"] }; readonly isUsual: boolean };

const varying = (vary: Variable["vary"], values: object = {}, isUsual = false): Candidate => ({ raw: { vary, ...values }, isUsual });

/** Coats that an actor without a colour of its own gets where contrast varies. */
const USUAL_COAT = "#b03028";

function candidates(scenario: WholeScenario): Candidate[] {
  const { road, weather, light, occluders, actors } = scenario;
  // Clouds alone hide nobody.
  const sky = weather.map(({ condition }) => condition).find((name) => name !== "sunny" && name !== "cloudy") ?? "fog";
  const declared = (scenario.parameters ?? []).filter(
    ({ from, to, expression }) => from !== undefined && to !== undefined && expression === undefined,
  );
  return [
    ...declared.map(({ name, from, to, step }) => varying("declared", { name, from, to, ...(step === undefined ? {} : { step }) }, true)),
    varying("severity", { condition: sky, from: 0, to: 5, step: 0.1 }, true),
    varying("weather"),
    varying("light_severity", { condition: light?.[0]?.condition ?? "night", from: 0, to: 5, step: 0.1 }, true),
    varying("light"),
    ...(actors.length === 0 ? [] : ofActors(scenario)),
    ...(occluders.length === 0 ? [] : ofOccluders(scenario)),
    ...(road ? [cameraHeight(shownCamera(road).mount.z)] : []),
    ...(["noise", "motionBlur", "lensDrops"] as const).map((effect) => varying("sensor", { effect, from: 0, to: 1, step: 0.05 })),
  ];
}

function ofActors(scenario: WholeScenario): Candidate[] {
  const { road, video } = scenario;
  const people = annotatedActors(scenario).filter(({ type }) => type === "pedestrian" || type === "cyclist");
  const coat = people.some(({ appearance }) => appearance.color === undefined) ? { color: USUAL_COAT } : {};
  const upThePicture = Math.max(10, 5 * Math.round((0.15 * video.height) / 5));
  return [
    varying("size", { from: 1.2, to: 0.5, step: 0.05 }),
    varying("distance", road ? { from: 0, to: 30, step: 1 } : { from: 0, to: upThePicture, step: 5 }),
    varying("speed", { from: 0.5, to: 2, step: 0.1 }),
    varying("gap", { from: 0, to: 2, step: 0.1 }),
    ...(people.length === 0 ? [] : [varying("contrast", { actors: people.map(({ id }) => id), ...coat, from: 1, to: 0, step: 0.05 })]),
  ];
}

const ofOccluders = ({ road }: WholeScenario): Candidate[] => [
  varying("occluder"),
  varying("occluder_distance", road ? { from: 0.5, to: 5, step: 0.25 } : { from: 5, to: 100, step: 5 }),
  varying("occluder_size", { from: 0.5, to: 1.5, step: 0.05 }),
];

const cameraHeight = (height: number): Candidate =>
  varying("camera_height", { from: rounded(height / 2), to: rounded(height * 2), step: 0.1 });

const rounded = (value: number): number => Number(value.toFixed(1));

/** The variable with only those of its values that the scenario can have, as far as they are together; null if there are none. */
function possiblePart(scenario: WholeScenario, variable: Variable): Variable | null {
  const [axis] = axesOf([variable], scenario);
  if (!axis) return null;
  const { levels } = axis;
  const isPossible = (index: number): boolean => {
    try {
      scenarioAt(scenario, [axis], [index]);
      return true;
    } catch (error) {
      if (error instanceof VariationError || error instanceof ScenarioError || error instanceof RangeError || error instanceof SearchError)
        return false;
      throw error;
    }
  };
  let [first, last] = [0, levels.length - 1];
  while (first < last && !isPossible(first)) first++;
  while (last > first && !isPossible(last)) last--;
  if (first >= last) return null;
  if (first === 0 && last === levels.length - 1) return variable;
  const [from, to] = [levels[first], levels[last]];
  return "from" in variable && typeof from === "number" && typeof to === "number" ? { ...variable, from, to } : null;
}
