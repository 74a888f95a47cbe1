import { createStore } from "zustand/vanilla";
import type { SlimScenario } from "@/core/document";
import { isStorageDenied } from "./denied";
import { LibraryError } from "./errors";
import type { FollowHost, FollowState, Follower, LibraryLink, OvertakenReason, Replacement } from "./follower";
import { libraryName, type ScenarioLibrary } from "./library";

const DELAY_MS = 600;
/** Time until a failed save is retried, unless a change triggers it before. */
const RETRY_MS = 10_000;

/** One scenario from its opening to that of the next. */
type Opening = {
  /** As it was opened: what was changed before its row could be looked up must not make it a stranger to that row. */
  readonly asOpened: SlimScenario;
  /** As it was last. */
  scenario: SlimScenario;
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
      if (!(await library.isSame(other.scenario, to.asOpened))) host.onOvertaken({ name, reason: "superseded", isOpen: false });
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

function begin(opened: SlimScenario, restored: LibraryLink | null): Opening {
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

function isSameState(one: LibraryLink, other: LibraryLink): boolean {
  const digestsDiffer = one.sha256 !== undefined && other.sha256 !== undefined && one.sha256 !== other.sha256;
  return one.id === other.id && one.revision === other.revision && !digestsDiffer;
}
