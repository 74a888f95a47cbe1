import { createStore, type StoreApi } from "zustand/vanilla";
import type { Scenario } from "@/core/document";
import { beginHistory, type History } from "../history";

/** What is saved and undone. `scenario` is always the history's current step. */
type DocumentState = {
  readonly scenario: Scenario;
  readonly history: History;
  /** A different number for each time a scenario is opened, even the same one again. */
  readonly opening: number;
};
export type DocumentStore = StoreApi<DocumentState>;

export const createDocumentStore = (scenario: Scenario): DocumentStore =>
  createStore(() => ({ scenario, history: beginHistory("Open", scenario), opening: 0 }));
