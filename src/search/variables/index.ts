export { axesOf, assertPossible, pointKey, scenarioAt, valueText, type Axis, type SearchPoint } from "./axis";
export { checkedVariables, parseVariableOption, parseVariables } from "./parse";
export type { Level } from "./apply";
export type { Variable } from "./schema";
export { usualVariables, type UsualVariable } from "./usual";
