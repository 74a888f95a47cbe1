import { createStore, type StoreApi } from "zustand/vanilla";
import {
  LibraryGroups,
  ScenarioLibrary,
  databaseStorage,
  databaseTree,
  watchLibrary,
  whileAlone,
  type Follower,
  type LibraryContent,
  type LibraryDatabase,
  type LibraryError,
  type LibraryHost,
  type LockManagerPort,
} from "@/library";
import { Versions } from "@/library/versions";

/** The library as the page works with it. */
export type LibraryServices = {
  readonly database: LibraryDatabase;
  readonly host: LibraryHost;
  readonly library: ScenarioLibrary;
  readonly groups: LibraryGroups;
  readonly versions: Versions;
  /** Does work on the versions while no other tab does; must not be nested. */
  readonly alone: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly follower: Follower;
  readonly view: LibraryView;
};

/** The library's contents, as far as they have been read, or why they could not be. */
export type ViewState = { readonly content: LibraryContent | null; readonly fault: LibraryError | null };

/** The library's contents, watched as long as somebody subscribes. */
export type LibraryView = { readonly state: StoreApi<ViewState>; readonly subscribe: (listener: () => void) => () => void };

export function createLibraryServices(
  database: LibraryDatabase,
  host: LibraryHost,
  locks: LockManagerPort | null,
  follow: (library: ScenarioLibrary) => Follower,
): LibraryServices {
  const library = new ScenarioLibrary(database, host);
  return {
    database,
    host,
    library,
    groups: new LibraryGroups(database, host),
    versions: new Versions(databaseStorage(database), databaseTree(database), () => new Date(host.now())),
    alone: (work) => whileAlone(locks, work),
    follower: follow(library),
    view: createView(database),
  };
}

function createView(database: LibraryDatabase): LibraryView {
  const state = createStore<ViewState>(() => ({ content: null, fault: null }));
  let viewers = 0;
  let stop: () => void = () => undefined;
  return {
    state,
    subscribe: (listener) => {
      if (viewers++ === 0)
        stop = watchLibrary(
          database,
          (content) => state.setState({ content, fault: null }),
          (fault) => state.setState({ fault }),
        );
      const unsubscribe = state.subscribe(listener);
      return () => {
        unsubscribe();
        if (--viewers === 0) stop();
      };
    },
  };
}
