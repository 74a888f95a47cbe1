import { createStore, type StoreApi } from "zustand/vanilla";
import type { Scenario } from "@/core/document";
import { beginHistory, type History } from "../history";

/** What is saved and undone. `scenario` is always the history's present step. */
type DocumentState = {
  readonly scenario: Scenario;
  readonly history: History;
  /** Another number for each scenario that was opened, also where one is opened again. */
  readonly opening: number;
};
export type DocumentStore = StoreApi<DocumentState>;

export const createDocumentStore = (scenario: Scenario): DocumentStore =>
  createStore(() => ({ scenario, history: beginHistory("Open", scenario), opening: 0 }));
