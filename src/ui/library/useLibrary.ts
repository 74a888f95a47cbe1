import { useSyncExternalStore } from "react";
import { useStore } from "zustand";
import type { LibraryServices, ViewState } from "@/services/library/libraryServices";
import { useServices } from "../context/ServicesContext";

export function useLibrary(): LibraryServices {
  return useServices().library;
}

/** The library's current contents; null until they have been read. */
export function useLibraryContent(): ViewState {
  const { view } = useLibrary();
  return useSyncExternalStore(view.subscribe, view.state.getState);
}

/** Id of the library's scenario that follows the open one. */
export function useFollowedId(): string | null {
  return useStore(useLibrary().follower.status, ({ link }) => link?.id ?? null);
}
