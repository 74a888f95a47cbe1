import type { SlimScenario } from "@/core/document";

/** A state of the document and what led to it. */
export type HistoryStep = {
  readonly label: string;
  readonly scenario: SlimScenario;
  readonly merge?: string;
  /** Numbers what was selected when it was made. */
  readonly choice?: number;
};

/** Steps from the oldest kept to the newest; `position` is the current one, later ones can be redone. */
export type History = { readonly steps: readonly HistoryStep[]; readonly position: number };

/** Steps share unchanged parts, so keeping many is cheap; the limit only stops a day's work from growing forever. */
export const MAX_STEPS = 500;

export const beginHistory = (label: string, scenario: SlimScenario): History => ({ steps: [{ label, scenario }], position: 0 });

export function present({ steps, position }: History): SlimScenario {
  const step = steps[position];
  if (!step) throw new RangeError(`history has no step ${position}`);
  return step.scenario;
}

/** Adds a step after the present one and drops what could be redone; an equal merge key, of the same choice, replaces the present step. */
export function record(history: History, step: HistoryStep): History {
  const kept = history.steps.slice(0, history.position + 1);
  const last = kept.at(-1);
  const merges = step.merge !== undefined && last?.merge === step.merge && last.choice === step.choice && kept.length > 1;
  const steps = [...(merges ? kept.slice(0, -1) : kept), step].slice(-MAX_STEPS);
  return { steps, position: steps.length - 1 };
}

/** Goes to a step, or as near as there is one. */
export function goTo(history: History, position: number): History {
  const target = Math.min(history.steps.length - 1, Math.max(0, Math.round(position)));
  return target === history.position ? history : { ...history, position: target };
}
