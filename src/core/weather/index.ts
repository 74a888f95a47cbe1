export { CLEAR_EXTINCTION, contrastLeft, extinctionIn, extinctionOf, visibilityIn } from "./air";
export { conditionName, conditionsOf, mainCondition } from "./names";
export { SEVERITIES, intensityOfSeverity, severityOf } from "./severity";
export { conditionsAt, lightAt, weatherAt } from "./track";
