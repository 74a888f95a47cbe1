import { createStore, type StoreApi } from "zustand/vanilla";
import type { SlimScenario } from "@/core/document";
import { beginHistory, type History } from "../history";

/** A scenario that was open before or after this one: undo at the first step, or redo at the last one, goes there. */
export type Neighbour = { readonly name: string; readonly open: () => void };

/** What is saved and undone. `scenario` is always the history's current step. */
type DocumentState = {
  readonly scenario: SlimScenario;
  readonly history: History;
  /** A different number for each time a scenario is opened, even the same one again. */
  readonly opening: number;
  /** Null at the first scenario opened in this page, and at the latest one. */
  readonly previous: Neighbour | null;
  readonly next: Neighbour | null;
};
export type DocumentStore = StoreApi<DocumentState>;

export const createDocumentStore = (scenario: SlimScenario): DocumentStore =>
  createStore(() => ({ scenario, history: beginHistory("Open", scenario), opening: 0, previous: null, next: null }));
