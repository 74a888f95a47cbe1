import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { Actor, IgnoreRegion, Occluder } from "@/core/document";
import { useEditor, useSession } from "./EditorContext";

/** The chosen actors as last committed, in the scenario's order. */
export function useSelectedActors(): readonly Actor[] {
  const ids = useSession(({ selection }) => selection.actors);
  return useStore(
    useEditor().document,
    useShallow(({ scenario }) => scenario.actors.filter(({ id }) => ids.includes(id))),
  );
}

export function useSelectedOccluders(): readonly Occluder[] {
  const ids = useSession(({ selection }) => selection.occluders);
  return useStore(
    useEditor().document,
    useShallow(({ scenario }) => scenario.occluders.filter(({ id }) => ids.includes(id))),
  );
}

/** The chosen regions to ignore with their places in the list. */
export function useSelectedRegions(): readonly (readonly [index: number, region: IgnoreRegion])[] {
  const indexes = useSession(({ selection }) => selection.regions);
  const regions = useStore(useEditor().document, ({ scenario }) => scenario.ignoreRegions);
  return indexes.flatMap((index) => {
    const region = regions?.[index];
    return region ? [[index, region] as const] : [];
  });
}

/** The value all of them share; undefined where they differ. */
export function sharedOf<Item, Value>(items: readonly Item[], pick: (item: Item) => Value): Value | undefined {
  const [first, ...rest] = items.map(pick);
  return rest.every((value) => Object.is(value, first)) ? first : undefined;
}
