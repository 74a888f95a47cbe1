import { createStore, type StoreApi } from "zustand/vanilla";
import type { PictureStore, SlimScenario } from "@/core/document";
import { partlyStoredScenario } from "../pictures";
import { openDraftDatabase, type DraftDatabase } from "./database";
import {
  DraftConflictError,
  deleteDraft,
  listDrafts,
  pruneDrafts,
  readDraft,
  replayJournal,
  saveDraft,
  type Draft,
  type DraftSummary,
} from "./drafts";
import { isStorageDenied } from "../denied";
import { describeStorageFault } from "./faults";
import { clearJournal, writeJournal, type JournalStorage } from "./journal";
import { holdLock, type LockManagerPort, type Release } from "./locks";

/** What there is to save: read at the moment of saving. */
export type AutosaveSource = () => { readonly scenario: SlimScenario; readonly session: unknown };

export type AutosaveStatus = {
  readonly state: "saved" | "saving" | "failed";
  /** What went wrong and what to do, if anything did. */
  readonly fault: string | null;
  /** Whether this browser does not let the site store anything: then there is no point in trying again, and nothing stored is lost. */
  readonly blocked: boolean;
};

export type AutosaveHost = {
  /** The data of the scenario's pictures. */
  readonly pictures: PictureStore;
  readonly locks: LockManagerPort | null;
  readonly journal: JournalStorage;
  readonly now: () => number;
  readonly newId: () => string;
  readonly databaseName?: string;
};

export type Restored = { readonly draft: Draft | null; readonly notice: string | null; readonly late?: Promise<Draft | null> };

export type Autosave = {
  readonly status: StoreApi<AutosaveStatus>;
  /**
   * The draft this tab continues with, and what the user should know about it. Call once, first. If the storage has not answered when
   * `limit` aborts, the tab continues in a draft of its own, and `late` resolves to what was found after all.
   */
  readonly restore: (limit?: AbortSignal) => Promise<Restored>;
  /** Reports that something changed: it is stored within a quarter of a second. */
  readonly changed: () => void;
  /** Stores what is not stored yet. */
  readonly flush: () => Promise<void>;
  /** For the page's last moment: what is not stored yet is written before this returns. */
  readonly storeBeforeClosing: () => void;
  /**
   * Continues in a new draft, and leaves the current one as it is: for a scenario that replaces the open one. `replace` puts it in place.
   * It runs at a moment when everything changed until then is stored, so no change falls between the two. It is given the draft that is
   * left: storing may have moved the scenario to another than it was in before, since another tab had changed that one.
   * @param draftId a draft that this tab left: it continues in that one instead, unless another tab has it or has changed it
   * @returns false, with nothing replaced, if the current one could not be stored
   */
  readonly branch: (replace: (leftId: string) => void, draftId?: string) => Promise<boolean>;
  /** Does the same whether or not the current one could be stored. */
  readonly abandon: (replace: (leftId: string) => void) => Promise<void>;
  readonly list: () => Promise<DraftSummary[]>;
  readonly read: (id: string) => Promise<Draft | null>;
  /** Deletes a draft, with what a page left of it in its last moment; false, with nothing deleted, if a tab has it open. */
  readonly remove: (id: string) => Promise<boolean>;
  readonly present: () => string;
};

type LeftDraft = { readonly revision: number; readonly pictures: ReadonlySet<string>; readonly drop: Release };

const DELAY_MS = 250;
const NONE: ReadonlySet<string> = new Set();
/** More parts than this are only counted. */
const MOST_NAMED = 5;

/** Stores the open scenario in the browser, so that it survives the tab. Each tab has its own draft. */
export function createAutosave(host: AutosaveHost, source: AutosaveSource, onConflict: () => void): Autosave {
  const status = createStore<AutosaveStatus>(() => ({ state: "saved", fault: null, blocked: false }));
  let database: DraftDatabase | null = null;
  let draft = { id: host.newId(), revision: 0, pictures: NONE };
  /** Revisions of the drafts that this tab left. */
  const left = new Map<string, number>();
  let release: Release = () => Promise.resolve();
  /** The release of the draft left last. */
  let releasing: Promise<unknown> = Promise.resolve();
  let removing: Promise<unknown> = Promise.resolve();
  /** Pictures of the state that is being stored: when it is, any others of the draft are deleted. */
  let beingStored: ReadonlySet<string> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let changes = 0;
  let stored = 0;
  let saving: Promise<void> = Promise.resolve();

  const open = (): DraftDatabase => (database ??= openDraftDatabase(host.databaseName));
  const fail = (error: unknown) =>
    status.setState({ state: "failed", fault: describeStorageFault(error), blocked: isStorageDenied(error) });

  const save = async (): Promise<void> => {
    if (changes === stored) return;
    const saved = changes;
    const content = source();
    const { id, revision } = draft;
    beingStored = picturesOf(content.scenario);
    try {
      const next = await saveDraft(open(), { id, seenRevision: revision, ...content }, host);
      if (draft.id === id) draft = { id, ...next };
      stored = saved;
      if (changes !== stored) return;
      // Not before: what was changed meanwhile may be in the journal only.
      clearJournal(host.journal, id);
      status.setState({ state: "saved", fault: null, blocked: false });
    } catch (error) {
      if (error instanceof DraftConflictError) {
        await startDraft();
        onConflict();
        await save();
        // Otherwise it would be replayed over what the other tab has saved.
        clearJournal(host.journal, id);
      } else fail(error);
    } finally {
      beingStored = null;
    }
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    saving = saving.then(save);
    return saving;
  };

  const startDraft = async (): Promise<void> => {
    releasing = release();
    draft = { id: host.newId(), revision: 0, pictures: NONE };
    release = (await holdLock(host.locks, draft.id)) ?? release;
  };

  /** The draft as it was when this tab left it, locked; null if that cannot be had. */
  const leftDraft = async (id: string): Promise<LeftDraft | null> => {
    const revision = left.get(id);
    await releasing;
    const drop = revision === undefined ? null : await holdLock(host.locks, id);
    if (revision === undefined || !drop) return null;
    const stored = await readDraft(open(), id, host.pictures).catch(() => null);
    if (stored?.revision === revision) return { revision, pictures: stored.pictures, drop };
    await drop();
    return null;
  };

  /** A draft that is locked before it is started: `begin` continues in it without waiting, and returns the draft that is left. */
  const prepareDraft = async (draftId?: string): Promise<{ readonly begin: () => string; readonly drop: Release }> => {
    const again = draftId === undefined ? null : await leftDraft(draftId);
    const id = (again && draftId) ?? host.newId();
    const drop = again?.drop ?? (await holdLock(host.locks, id)) ?? (() => Promise.resolve());
    const begin = () => {
      releasing = release();
      release = drop;
      const { id: leftId, revision } = draft;
      left.set(leftId, revision);
      draft = { id, revision: again?.revision ?? 0, pictures: again?.pictures ?? NONE };
      return leftId;
    };
    return { begin, drop };
  };

  /** Stores until nothing is left, as long as the storage accepts it: the user may continue working meanwhile. */
  const storeAll = async (): Promise<boolean> => {
    let before: number;
    do {
      before = stored;
      await flush();
    } while (changes !== stored && stored !== before);
    return changes === stored;
  };

  /** The draft last worked on; with its lock if this tab may continue in it. */
  const findDraft = async (): Promise<Restored & { readonly lock: Release | null }> => {
    await replayJournal(open(), host.journal, host.now());
    const [newest] = await listDrafts(open());
    if (!newest) return { draft: null, notice: null, lock: null };
    const lock = await holdLock(host.locks, newest.id);
    const found = await readDraft(open(), newest.id, host.pictures);
    if (found && found.leftOut.length > 0) {
      // What was left out is still in the stored draft, which this tab must not overwrite.
      await lock?.();
      return { draft: found, notice: partialOpenNotice(found), lock: null };
    }
    if (found && lock) return { draft: found, notice: null, lock };
    await lock?.();
    const notice = `“${newest.name}” is open in another tab. This tab works on a copy; neither overwrites the other.`;
    return { draft: found, notice: found ? notice : null, lock: null };
  };

  const restore: Autosave["restore"] = async (limit) => {
    const finding = findDraft();
    try {
      const found = await Promise.race([finding, ...(limit ? [abortOf(limit)] : [])]);
      if (!found) return goOnWithout(finding);
      const { draft: restored, notice, lock } = found;
      if (restored && lock) {
        release = lock;
        draft = { id: restored.id, revision: restored.revision, pictures: restored.pictures };
        void pruneDrafts(open(), host.locks).catch(fail);
      } else await startDraft();
      return { draft: restored, notice };
    } catch (error) {
      await startDraft();
      if (error instanceof Error && error.name === "ScenarioError")
        return { draft: null, notice: `The scenario you last worked on could not be read: ${error.message}. It is listed under Open.` };
      fail(error);
      return { draft: null, notice: null };
    }
  };

  /** What is found too late must not become this tab's draft: its next save would overwrite it. */
  const goOnWithout = (finding: ReturnType<typeof findDraft>): Restored => {
    void startDraft().catch(fail);
    const late = finding.then(
      async ({ draft: found, lock }) => {
        await lock?.();
        return found;
      },
      () => null,
    );
    return { draft: null, notice: "This browser's storage does not respond. Save the scenario as a file before closing the tab.", late };
  };

  const removeDraft = async (id: string): Promise<boolean> => {
    await releasing;
    const drop = await holdLock(host.locks, id);
    if (!drop) return false;
    try {
      await deleteDraft(open(), id);
      // Otherwise it would come back.
      clearJournal(host.journal, id);
    } finally {
      await drop();
    }
    return true;
  };

  /** Keys of stored pictures that stay, whether or not a save in progress succeeds. */
  const lastingPictures = (): ReadonlySet<string> => {
    const staying = beingStored;
    return staying ? new Set([...draft.pictures].filter((key) => staying.has(key))) : draft.pictures;
  };

  return {
    status,
    restore,
    flush,
    changed: () => {
      changes++;
      if (status.getState().state === "saved") status.setState({ state: "saving", fault: null });
      timer ??= setTimeout(() => void flush(), DELAY_MS);
    },
    storeBeforeClosing: () => {
      if (changes === stored) return;
      const { scenario, session } = source();
      // A save may be in progress and reach the revision in between.
      const write = (apart: ReadonlySet<string>): boolean =>
        writeJournal(host.journal, {
          ...{ id: draft.id, revision: draft.revision + 2, session },
          ...partlyStoredScenario(scenario, apart, host.pictures),
        });
      // Where there is no room for pictures, the rest is kept; they may be stored with another draft, or still be stored with this one.
      if (!write(lastingPictures())) write(picturesOf(scenario));
      void flush();
    },
    branch: async (replace, draftId) => {
      const next = await prepareDraft(draftId);
      if (!(await storeAll())) {
        await next.drop();
        return false;
      }
      replace(next.begin());
      return true;
    },
    abandon: async (replace) => {
      const next = await prepareDraft();
      replace(next.begin());
    },
    list: async () => {
      await removing;
      return listDrafts(open());
    },
    read: (id) => readDraft(open(), id, host.pictures),
    remove: (id) => {
      const removal = removeDraft(id);
      removing = Promise.allSettled([removing, removal]);
      return removal;
    },
    present: () => draft.id,
  };
}

const picturesOf = ({ assets }: SlimScenario): ReadonlySet<string> => new Set(Object.values(assets).map(({ data }) => data.sha256));

/** What the user has to know about a draft that was opened in part. */
export function partialOpenNotice({ scenario: { name }, leftOut }: Draft): string {
  return `“${name}” was opened in part, as a copy. Left out: ${listedParts(leftOut)}. The draft as it was stored is listed under Open.`;
}

/** The first few parts by name, and how many more there are. */
export function listedParts(parts: readonly string[]): string {
  const rest = parts.length - MOST_NAMED;
  return `${parts.slice(0, MOST_NAMED).join("; ")}${rest > 0 ? `; and ${rest} more` : ""}`;
}

function abortOf(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));
}
