import { expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { editorActions } from "@/editor";
import { detectionActions } from "@/ui/detection/detectionActions";
import type { MarksState } from "@/services/detection/detector";
import { appActions } from "@/ui/shell/appActions";
import { createDialogStore } from "@/ui/shell/dialogs";

const nothing = () => undefined;
const actions = [
  ...appActions({ save: nothing }, createDialogStore(), { copyLink: nothing, openPalette: nothing }),
  ...detectionActions({ marks: createStore<MarksState>(() => ({ view: null, isBusy: false, isOutdated: false })) }, nothing),
  ...editorActions,
];

it("no two actions of the whole page share a key or an id", () => {
  const users = new Map<string, string[]>();
  for (const { id, shortcuts = [] } of actions) for (const shortcut of shortcuts) users.set(shortcut, [...(users.get(shortcut) ?? []), id]);
  expect([...users].filter(([, ids]) => ids.length > 1)).toEqual([]);
  expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
});
