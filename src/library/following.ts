import { createStore, type StoreApi } from "zustand/vanilla";
import type { Scenario } from "@/core/document";
import { LibraryError } from "./errors";
import type { ScenarioLibrary } from "./library";

/**
 * The state of a library's scenario that a document stands for: with its next save the row has the revision after. The digest of
 * the content tells the row from one that took its place under the same id after it was deleted; older drafts have none.
 */
export type LibraryLink = { readonly id: string; readonly revision: number; readonly sha256?: string | undefined };

export type FollowState = {
  /** What of the library follows the open scenario; null where nothing does. */
  readonly link: LibraryLink | null;
  /** Why the last change could not be saved. */
  readonly fault: LibraryError | null;
};

/** Why the library no longer follows: its scenario was changed elsewhere, or deleted. */
export type Overtaken = "changed" | "deleted";

export type FollowHost = {
  readonly source: () => Scenario;
  /** Gives the open scenario another id, where it still has the id `from`: what is changed elsewhere and here becomes two. */
  readonly giveNewId: (from: string, to: string) => void;
  readonly newId: () => string;
  /** Renames the open scenario, as a person's change. */
  readonly rename: (name: string) => void;
  /** The open scenario continues as a copy outside the library. */
  readonly onOvertaken: (name: string, how: Overtaken) => void;
};

export type Follower = {
  readonly status: StoreApi<FollowState>;
  /** The open scenario. */
  readonly source: () => Scenario;
  /** What a draft of the open scenario continues from, for `restored` when the page is loaded again. */
  readonly link: () => LibraryLink | null;
  /** Says that the open scenario changed. */
  readonly changed: () => void;
  /** Says that another scenario was opened; what was changed in the one before is still saved. */
  readonly opened: () => void;
  /** Says that the scenario just opened is a draft that continues from this state of the library's, also with other content. */
  readonly goesOnFrom: (link: LibraryLink | null) => void;
  /** Saves what is not saved yet of what is open at this moment: another scenario may take its place at once. */
  readonly flush: () => Promise<void>;
  /** Whether the open scenario is this state of the library's, with what was changed since. */
  readonly isAt: (state: LibraryLink) => boolean;
  /** Adds the open scenario to the library, which follows it from then on. @throws LibraryError */
  readonly add: () => Promise<void>;
  /** Renames a scenario of the library; where it is the open one, in the editor too. @throws LibraryError */
  readonly rename: (id: string, name: string) => Promise<void>;
};

const DELAY_MS = 600;

/** One scenario from its opening to that of the next. */
type Opening = {
  /** As it was opened: what was changed before its row could be looked up must not make it a stranger to that row. */
  readonly asOpened: Scenario;
  /** As it was last. */
  scenario: Scenario;
  /** The link it had when it was left, if it was followed then: when the page was, or as a draft. */
  restored: LibraryLink | null;
  link: LibraryLink | null;
  /** Whether its row, if it has one, was looked up. */
  lookedUp: boolean;
};

/**
 * Lets the library follow the open scenario: what is in it is kept up to date, without a command to save. A scenario is followed
 * where it is what its row holds, or continues from it: `restored` is the link it had when the page was left. With anything else it
 * becomes a copy, so that neither state is lost.
 */
export function createFollower(library: ScenarioLibrary, host: FollowHost, restored: LibraryLink | null = null): Follower {
  const status = createStore<FollowState>(() => ({ link: null, fault: null }));
  const begin = (from: LibraryLink | null): Opening => {
    const begun = host.source();
    return { asOpened: begun, scenario: begun, restored: from, link: null, lookedUp: false };
  };
  let opening = begin(restored);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working: Promise<unknown> = Promise.resolve();

  const attach = (to: Opening, { id, revision, sha256 }: LibraryLink): void => {
    const link = { id, revision, sha256 };
    to.link = link;
    if (to === opening) status.setState({ link, fault: null });
  };

  const detach = (left: Opening, how: Overtaken): void => {
    left.link = null;
    const { name } = left.scenario;
    // One that was replaced by now is kept by its draft.
    if (left === opening) {
      status.setState({ link: null, fault: null });
      host.giveNewId(left.scenario.id, host.newId());
    }
    host.onOvertaken(name, how);
  };

  const lookUp = async (met: Opening): Promise<void> => {
    const { asOpened: begun, restored: known } = met;
    const row = await library.find(begun.id);
    const continues = row !== null && ((known !== null && isSameState(known, row)) || (await library.holds(begun)));
    met.lookedUp = true;
    if (!row) return;
    if (continues) attach(met, row);
    else detach(met, "changed");
  };

  const save = async (saved: Opening): Promise<void> => {
    try {
      if (!saved.lookedUp) await lookUp(saved);
      if (saved.link === null) return;
      attach(saved, await library.save(saved.scenario, saved.link.revision, saved.link.sha256));
    } catch (error) {
      const known =
        error instanceof LibraryError ? error : new LibraryError("failed", error instanceof Error ? error.message : String(error));
      if (known.fault === "conflict" || known.fault === "missing") detach(saved, known.fault === "missing" ? "deleted" : "changed");
      else if (saved === opening) status.setState({ fault: known });
    }
  };

  /** One thing at a time: a save that overlaps another would find itself overtaken. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = working.then(work);
    working = turn.catch(() => undefined);
    return turn;
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const saved = opening;
    return inTurn(() => save(saved));
  };

  const changed = (): void => {
    opening.scenario = host.source();
    timer ??= setTimeout(() => void flush(), DELAY_MS);
  };

  return {
    status,
    source: host.source,
    link: () => (opening.lookedUp ? opening.link : opening.restored),
    flush,
    changed,
    isAt: (state) => {
      const { link, fault } = status.getState();
      return link !== null && isSameState(link, state) && fault === null;
    },
    opened: () => {
      if (timer !== undefined) void flush();
      opening = begin(null);
      status.setState({ link: null, fault: null });
      changed();
    },
    goesOnFrom: (link) => {
      if (!opening.lookedUp) opening.restored = link;
    },
    add: () => {
      const added = opening;
      return inTurn(async () => {
        if (!added.lookedUp) await lookUp(added);
        if (added.link !== null) return;
        const { scenario } = added;
        const row = await library.add({ ...scenario, id: host.newId() });
        if (added !== opening) return;
        host.giveNewId(scenario.id, row.id);
        attach(added, row);
      });
    },
    rename: async (id, name) => {
      await flush();
      if (status.getState().link?.id !== id) return void (await library.rename(id, name));
      host.rename(name);
      await flush();
    },
  };
}

function isSameState(one: LibraryLink, other: LibraryLink): boolean {
  const digestsDiffer = one.sha256 !== undefined && other.sha256 !== undefined && one.sha256 !== other.sha256;
  return one.id === other.id && one.revision === other.revision && !digestsDiffer;
}
