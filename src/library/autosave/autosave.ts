import { createStore, type StoreApi } from "zustand/vanilla";
import type { Scenario } from "@/core/document";
import { openDraftDatabase, type DraftDatabase } from "./database";
import {
  OvertakenError,
  deleteDraft,
  listDrafts,
  pruneDrafts,
  readDraft,
  replayJournal,
  saveDraft,
  type Draft,
  type DraftSummary,
} from "./drafts";
import { describeStorageFault } from "./faults";
import { clearJournal, writeJournal, type JournalStorage } from "./journal";
import { holdLock, type LockManagerPort } from "./locks";

/** What there is to save: read at the moment of saving. */
export type AutosaveSource = () => { readonly scenario: Scenario; readonly session: unknown };

export type AutosaveStatus = {
  readonly state: "saved" | "saving" | "failed";
  /** What went wrong and what to do, where something did. */
  readonly fault: string | null;
};

export type AutosaveHost = {
  readonly locks: LockManagerPort | null;
  readonly journal: JournalStorage;
  readonly now: () => number;
  readonly newId: () => string;
  readonly databaseName?: string;
};

export type Autosave = {
  readonly status: StoreApi<AutosaveStatus>;
  /** The draft this tab goes on with, and what a person should know about it. Call once, first. */
  readonly restore: () => Promise<{ readonly draft: Draft | null; readonly notice: string | null }>;
  /** Says that something changed: it is stored within a quarter of a second. */
  readonly changed: () => void;
  /** Stores what is not stored yet. */
  readonly flush: () => Promise<void>;
  /** For the page's last moment: what is not stored yet is written before this returns. */
  readonly leave: () => void;
  /** Goes on in a new draft, and leaves the present one as it is: for a scenario that replaces the open one. */
  readonly branch: () => Promise<void>;
  readonly list: () => Promise<DraftSummary[]>;
  readonly read: (id: string) => Promise<Draft | null>;
  readonly remove: (id: string) => Promise<void>;
  readonly present: () => string;
};

const DELAY_MS = 250;

/** Keeps the open scenario in the browser, so that it survives the tab. Each tab has a draft of its own. */
export function createAutosave(host: AutosaveHost, source: AutosaveSource, onOvertaken: () => void): Autosave {
  const status = createStore<AutosaveStatus>(() => ({ state: "saved", fault: null }));
  let database: DraftDatabase | null = null;
  let draft = { id: host.newId(), revision: 0 };
  let release: () => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let changes = 0;
  let stored = 0;
  let saving: Promise<void> = Promise.resolve();

  const open = (): DraftDatabase => (database ??= openDraftDatabase(host.databaseName));
  const fail = (error: unknown) => status.setState({ state: "failed", fault: describeStorageFault(error) });

  const save = async (): Promise<void> => {
    if (changes === stored) return;
    const saved = changes;
    const content = source();
    const { id, revision } = draft;
    try {
      const next = await saveDraft(open(), { id, seenRevision: revision, ...content }, host.now());
      if (draft.id === id) draft = { id, revision: next };
      stored = saved;
      clearJournal(host.journal, id);
      if (changes === stored) status.setState({ state: "saved", fault: null });
    } catch (error) {
      if (error instanceof OvertakenError) {
        await startDraft();
        onOvertaken();
        await save();
      } else fail(error);
    }
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    saving = saving.then(save);
    return saving;
  };

  const startDraft = async (): Promise<void> => {
    release();
    draft = { id: host.newId(), revision: 0 };
    release = (await holdLock(host.locks, draft.id)) ?? release;
  };

  const restore: Autosave["restore"] = async () => {
    try {
      await replayJournal(open(), host.journal, host.now());
      const [newest] = await listDrafts(open());
      if (!newest) {
        await startDraft();
        return { draft: null, notice: null };
      }
      const lock = await holdLock(host.locks, newest.id);
      const found = await readDraft(open(), newest.id);
      if (!found || !lock) {
        lock?.();
        await startDraft();
        const notice = `“${newest.name}” is open in another tab. This tab works on a copy; neither overwrites the other.`;
        return { draft: found, notice: found ? notice : null };
      }
      release = lock;
      draft = { id: found.id, revision: found.revision };
      void pruneDrafts(open(), host.locks).catch(fail);
      return { draft: found, notice: null };
    } catch (error) {
      await startDraft();
      if (error instanceof Error && error.name === "ScenarioError")
        return { draft: null, notice: `The scenario last worked on could not be read: ${error.message}. It is kept under Open.` };
      fail(error);
      return { draft: null, notice: null };
    }
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
    leave: () => {
      if (changes === stored) return;
      // A save may be under way and reach the revision in between.
      writeJournal(host.journal, { id: draft.id, revision: draft.revision + 2, ...source() });
      void flush();
    },
    branch: async () => {
      await flush();
      await startDraft();
    },
    list: () => listDrafts(open()),
    read: (id) => readDraft(open(), id),
    remove: (id) => deleteDraft(open(), id),
    present: () => draft.id,
  };
}
