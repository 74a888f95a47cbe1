import { createStore, type StoreApi } from "zustand/vanilla";

export const DIALOGS = ["presets", "export", "open", "library", "versions", "suite", "shortcuts", "about"] as const;
export type DialogName = (typeof DIALOGS)[number];

/** Which dialog is open; at most one. */
export type DialogStore = StoreApi<{ readonly open: DialogName | null }>;

export const createDialogStore = (): DialogStore => createStore<{ open: DialogName | null }>(() => ({ open: null }));
