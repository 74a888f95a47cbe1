import { createStore, type StoreApi } from "zustand/vanilla";
import type { Scenario } from "@/core/document";
import { isStorageDenied } from "./denied";
import { LibraryError } from "./errors";
import { libraryName, type ScenarioLibrary } from "./library";
import { documentText } from "./scenarios/summary";

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

export type FollowHost = {
  readonly source: () => Scenario;
  /** Gives the open scenario another id, where it still has the id `from`: what is changed elsewhere and here becomes two. */
  readonly giveNewId: (from: string, to: string) => void;
  readonly newId: () => string;
  /** Renames the open scenario, as a person's change. */
  readonly rename: (name: string) => void;
  /** A scenario is no longer followed; one that is still open continues as a copy outside the library. */
  readonly onOvertaken: (overtaken: Overtaken) => void;
  /**
   * Changes to a scenario of the library could not be saved. Reported once while it is open, and once more when another has been opened.
   */
  readonly onNotSaved: (notSaved: NotSaved) => void;
};

/**
 * Why a scenario is no longer followed:
 * - `changed`: its row was changed in another tab
 * - `deleted`: its row was deleted
 * - `imported`: an import in this tab replaced its row
 * - `restored`, `notInVersion`: a version restored in this tab replaced or removed its row
 * - `different`: what was opened, such as an older file, has the row's id but other content
 * - `newer`: the row has changes that the opened draft does not include
 * - `superseded`: it was left with changes that could not be saved, and then its row was opened again without them
 */
export type OvertakenReason = "changed" | "deleted" | "imported" | "restored" | "notInVersion" | "different" | "newer" | "superseded";

export type Overtaken = {
  readonly name: string;
  readonly reason: OvertakenReason;
  /** Whether it is still open. Otherwise it is among the drafts. */
  readonly isOpen: boolean;
};

export type NotSaved = { readonly name: string; readonly fault: LibraryError; readonly isOpen: boolean };

/** What can replace scenarios of the library in this tab. */
type Replacement = "import" | "restore";

export type Follower = {
  readonly status: StoreApi<FollowState>;
  /** The open scenario. */
  readonly source: () => Scenario;
  /** What a draft of the open scenario continues from, for `restored` when the page is loaded again. */
  readonly link: () => LibraryLink | null;
  /** Says that the open scenario changed. */
  readonly changed: () => void;
  /** Says that another scenario was opened; unsaved changes to the previous one are still saved as soon as possible. */
  readonly opened: () => void;
  /** Says that the scenario just opened continues from this state of the library's, also with other content, as a draft does. */
  readonly goesOnFrom: (link: LibraryLink | null) => void;
  /** Saves what is unsaved of the scenario open at this moment and of those before it. Failures are reported and retried. */
  readonly flush: () => Promise<void>;
  /**
   * The same for whoever then uses what the library holds, of all scenarios or of those with these ids.
   * @throws LibraryError if the library does not have their last changes
   */
  readonly flushOrThrow: (ids?: readonly string[]) => Promise<void>;
  /** Whether the open scenario is this state of the library's, with what was changed since, saved or not. */
  readonly isAt: (state: LibraryLink) => boolean;
  /** Adds the open scenario to the library, which follows it from then on. @throws LibraryError */
  readonly add: () => Promise<void>;
  /**
   * Renames a scenario of the library; where it is the open one, in the editor too.
   * @throws LibraryError if the library does not have the name: what is open keeps it, and saving is retried
   */
  readonly rename: (id: string, name: string) => Promise<void>;
  /** Does work that may replace scenarios of the library, between two saves: `onOvertaken` then gives it as the reason. */
  readonly whileReplacing: <Result>(by: Replacement, work: () => Promise<Result>) => Promise<Result>;
};

const DELAY_MS = 600;
/** Time until a failed save is retried, unless a change triggers it before. */
const RETRY_MS = 10_000;

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
  /** Whether its row may not have all its changes. */
  unsaved: boolean;
  /** Why the last attempt to save it failed. */
  fault: LibraryError | null;
  /** In which state its fault was reported. */
  told: "open" | "left" | null;
};

/**
 * Lets the library follow the open scenario: what is in it is kept up to date, without a command to save. A scenario is followed
 * where it is what its row holds, or continues from it: `restored` is the link it had when the page was left. With anything else it
 * becomes a copy, so that neither state is lost.
 */
export function createFollower(library: ScenarioLibrary, host: FollowHost, restored: LibraryLink | null = null): Follower {
  const status = createStore<FollowState>(() => ({ link: null, fault: null }));
  let opening = begin(host.source(), restored);
  /** Scenarios with unsaved changes that were open before. */
  const left = new Set<Opening>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let working: Promise<unknown> = Promise.resolve();

  const attach = async (to: Opening, { id, revision, sha256 }: LibraryLink): Promise<void> => {
    const link = { id, revision, sha256 };
    to.link = link;
    if (to !== opening) return;
    status.setState({ link, fault: null });
    // The row continues with the open scenario: an older state must not overwrite it later.
    for (const other of [...left].filter((each) => isOfRow(each, id))) {
      left.delete(other);
      const { name } = other.scenario;
      if (!(await isSameContent(other.scenario, to.asOpened))) host.onOvertaken({ name, reason: "superseded", isOpen: false });
    }
  };

  const settle = (settled: Opening): void => {
    settled.unsaved = false;
    settled.fault = null;
    settled.told = null;
    left.delete(settled);
  };

  const detach = (from: Opening, reason: OvertakenReason): void => {
    from.link = null;
    settle(from);
    const { name, id } = from.scenario;
    const isOpen = from === opening;
    if (isOpen) {
      status.setState({ link: null, fault: null });
      host.giveNewId(id, host.newId());
    }
    host.onOvertaken({ name, reason, isOpen });
  };

  const lookUp = async (met: Opening): Promise<void> => {
    const { asOpened: begun, restored: known } = met;
    const row = await library.find(begun.id);
    const continues = row !== null && ((known !== null && isSameState(known, row)) || (await library.holds(begun)));
    met.lookedUp = true;
    if (continues) await attach(met, row);
    else if (row !== null) detach(met, known === null ? "different" : "newer");
    // Saving finds out whether the row was deleted or is damaged.
    else if (known !== null) await attach(met, known);
  };

  const fail = (failed: Opening, fault: LibraryError): void => {
    failed.fault = fault;
    const isOpen = failed === opening;
    if (isOpen) status.setState({ fault });
    const isInLibrary = failed.link !== null || failed.restored !== null;
    // Where nothing at all can be kept, that was told at the start.
    if (!isInLibrary && isStorageDenied(fault.cause)) return void left.delete(failed);
    retry ??= setTimeout(() => void flush(), RETRY_MS);
    const now = isOpen ? "open" : "left";
    // Whether the library has one that could not be looked up is not known; most were never in it.
    if (!isInLibrary || failed.told === now) return;
    failed.told = now;
    host.onNotSaved({ name: failed.scenario.name, fault, isOpen });
  };

  const save = async (saved: Opening, replacedBy: Replacement | null): Promise<void> => {
    try {
      if (!saved.lookedUp) await lookUp(saved);
      const { link, scenario } = saved;
      if (link !== null) await attach(saved, await library.save(scenario, link.revision, link.sha256));
      if (saved.scenario === scenario) settle(saved);
    } catch (error) {
      const fault = asLibraryError(error);
      if (fault.fault === "conflict" || fault.fault === "missing") detach(saved, reasonOf(fault.fault, replacedBy));
      else fail(saved, fault);
    }
  };

  const saveAll = async (replacedBy: Replacement | null = null): Promise<void> => {
    for (const each of [...left, opening]) await save(each, replacedBy);
  };

  /** One thing at a time: a save that overlaps another would find itself overtaken. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = working.then(work);
    working = turn.catch(() => undefined);
    return turn;
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    clearTimeout(retry);
    timer = retry = undefined;
    return inTurn(saveAll);
  };

  const assertSaved = (ids?: readonly string[]): void => {
    for (const each of [...left, opening]) {
      const { fault, scenario } = each;
      if (fault === null || !hasChanges(each) || (ids && !ids.some((id) => isOfRow(each, id)))) continue;
      throw new LibraryError(fault.fault, `The last changes to “${scenario.name}” are not in the library: ${fault.message}`);
    }
  };

  const flushOrThrow = async (ids?: readonly string[]): Promise<void> => {
    await flush();
    assertSaved(ids);
  };

  const changed = (): void => {
    opening.scenario = host.source();
    opening.unsaved = true;
    timer ??= setTimeout(() => void flush(), DELAY_MS);
  };

  const renameOpen = async (name: string): Promise<void> => {
    const renamed = opening;
    host.rename(name);
    await flush();
    if (renamed.fault) {
      const { fault, message } = renamed.fault;
      throw new LibraryError(fault, `The open scenario has the name “${name}”, and Jaywalk keeps trying to save it: ${message}`);
    }
    if (renamed.link === null || renamed.scenario.name !== name)
      throw new LibraryError("failed", `“${renamed.scenario.name}” could not be given the name “${name}” in the library.`);
  };

  const link = (): LibraryLink | null => (opening.lookedUp ? opening.link : opening.restored);

  return {
    status,
    source: host.source,
    link,
    flush,
    flushOrThrow,
    changed,
    isAt: (state) => {
      const followed = link();
      return followed !== null && isSameState(followed, state);
    },
    opened: () => {
      if (hasChanges(opening)) left.add(opening);
      opening = begin(host.source(), null);
      status.setState({ link: null, fault: null });
      void inTurn(async () => {
        for (const each of [...left]) await save(each, null);
      });
      changed();
    },
    goesOnFrom: (state) => {
      if (!opening.lookedUp) opening.restored = state;
    },
    add: () => {
      const added = opening;
      return inTurn(async () => {
        if (!added.lookedUp) await lookUp(added);
        if (added.link !== null) return;
        const { scenario } = added;
        const row = await library.add({ ...scenario, id: host.newId() });
        // Changes made while the library was writing belong to the new row, even if another scenario is open by now.
        if (added === opening) host.giveNewId(scenario.id, row.id);
        else added.scenario = { ...added.scenario, id: row.id };
        await attach(added, row);
      });
    },
    rename: async (id, name) => {
      const wanted = libraryName(name);
      await flush();
      if (opening.link?.id === id) return renameOpen(wanted);
      assertSaved([id]);
      await library.rename(id, wanted);
    },
    whileReplacing: (by, work) =>
      inTurn(async () => {
        // Whatever is found here happened before.
        await saveAll();
        try {
          return await work();
        } finally {
          await saveAll(by);
        }
      }),
  };
}

function begin(opened: Scenario, restored: LibraryLink | null): Opening {
  return { asOpened: opened, scenario: opened, restored, link: null, lookedUp: false, unsaved: false, fault: null, told: null };
}

function reasonOf(fault: "conflict" | "missing", replacedBy: Replacement | null): OvertakenReason {
  if (fault === "missing") return replacedBy === "restore" ? "notInVersion" : "deleted";
  if (replacedBy === null) return "changed";
  return replacedBy === "import" ? "imported" : "restored";
}

/** Whether there is something to save: a scenario that was only opened has not changed. */
const hasChanges = ({ unsaved, lookedUp, restored, scenario, asOpened }: Opening): boolean =>
  unsaved && (lookedUp || restored !== null || scenario !== asOpened);

const isOfRow = ({ link, scenario }: Opening, id: string): boolean => (link?.id ?? scenario.id) === id;

const asLibraryError = (error: unknown): LibraryError =>
  error instanceof LibraryError ? error : new LibraryError("failed", error instanceof Error ? error.message : String(error));

const isSameContent = async (one: Scenario, other: Scenario): Promise<boolean> =>
  one === other || (await documentText(one)).sha256 === (await documentText(other)).sha256;

function isSameState(one: LibraryLink, other: LibraryLink): boolean {
  const digestsDiffer = one.sha256 !== undefined && other.sha256 !== undefined && one.sha256 !== other.sha256;
  return one.id === other.id && one.revision === other.revision && !digestsDiffer;
}
