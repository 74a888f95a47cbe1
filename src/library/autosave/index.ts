export { createAutosave, listedParts, partly, type Autosave, type AutosaveStatus } from "./autosave";
export type { DraftSummary } from "./drafts";
