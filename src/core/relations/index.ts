export { relationFaults, relationsOf, settled, settlementOf } from "./settle";
export type { RelationState } from "./solve";
