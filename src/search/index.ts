export { DISTANCE_BANDS, HEIGHT_BANDS, cellsOf, type CellCount, type Circumstances } from "./coverage/cells";
export { heatMapOf, type HeatCell, type ScenarioCells } from "./coverage/heatMap";
export { weatherVariants, type WeatherVariant } from "./coverage/weatherGrid";
export { wilsonInterval } from "./coverage/wilson";
export { SearchError } from "./errors";
export type { Answer, DetectorUnderTest } from "./evaluate/answer";
export { USUAL_JUDGING, judgedAnswer, sightingsOf, type Judging, type Sighting } from "./evaluate/sightings";
export { simulatedDetector } from "./evaluate/simulated";
export { evaluatePoint, type Evaluated, type PointEvaluator, type SearchProblem } from "./evaluation";
export { criterionText, parseCriterion, type Criterion } from "./failure/criterion";
export { assertJudgeable } from "./failure/judgeable";
export type { Verdict } from "./failure/verdict";
export {
  journalHead,
  journalLine,
  mergedJournal,
  readJournal,
  readJournalHead,
  type EvaluatedWeather,
  type Journal,
  type JournalHead,
} from "./journal";
export { search, type SearchOptions, type SearchPhase, type SearchResult, type SearchShard } from "./search";
export type { PointPair } from "./shrink/minimalPair";
export * from "./variables";
