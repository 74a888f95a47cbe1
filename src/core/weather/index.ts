export { SEVERITIES, intensityOfSeverity, severityOf } from "./severity";
export { weatherAt } from "./track";
