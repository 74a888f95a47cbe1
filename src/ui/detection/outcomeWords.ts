/** Outcomes as tiles name them, and the edge that each tile has. */
export const COUNT_LABELS = { TP: "Found (TP)", FP: "False (FP)", FN: "Missed (FN)" } as const;
export const OUTCOME_EDGES = { TP: "tp", FP: "fp", FN: "fn" } as const;
