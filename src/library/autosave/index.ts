export { createAutosave, partly, type Autosave, type AutosaveStatus } from "./autosave";
export type { DraftSummary } from "./drafts";
