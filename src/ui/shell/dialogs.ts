import { createStore, type StoreApi } from "zustand/vanilla";

export const DIALOGS = [
  "new",
  "presets",
  "roadCopy",
  "export",
  "open",
  "import",
  "check",
  "library",
  "versions",
  "suite",
  "datasets",
  "search",
  "shortcuts",
  "tour",
  "about",
] as const;
export type DialogName = (typeof DIALOGS)[number];

export type DialogState = {
  readonly open: DialogName | null;
  /** Files dropped on the page for the import dialog to start with. */
  readonly files: readonly File[];
};

/** Which dialog is open; at most one. */
export type DialogStore = StoreApi<DialogState>;

export const createDialogStore = (): DialogStore => createStore<DialogState>(() => ({ open: null, files: [] }));
