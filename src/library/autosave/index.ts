export { createAutosave, listedParts, partialOpenNotice, type Autosave, type AutosaveStatus } from "./autosave";
export type { Draft, DraftSummary } from "./drafts";
