import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { Actor, Occluder } from "@/core/document";
import { selectedRegions, type PlacedRegion } from "@/editor";
import { useEditor, useSession } from "./EditorContext";

/** The selected actors as last committed, in the scenario's order. */
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

/** The selected regions to ignore with their indices in the list. */
export function useSelectedRegions(): readonly PlacedRegion[] {
  const regions = useSession(({ selection }) => selection.regions);
  const ignoreRegions = useStore(useEditor().document, ({ scenario }) => scenario.ignoreRegions);
  return selectedRegions({ ...(ignoreRegions && { ignoreRegions }) }, { regions });
}

/** The value all of them share; undefined if they differ. */
export function sharedOf<Item, Value>(items: readonly Item[], pick: (item: Item) => Value): Value | undefined {
  const [first, ...rest] = items.map(pick);
  return rest.every((value) => Object.is(value, first)) ? first : undefined;
}
