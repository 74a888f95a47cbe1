import { createStore, type StoreApi } from "zustand/vanilla";
import { serializeScenario, type Scenario } from "@/core/document";
import { LibraryError } from "./errors";
import type { ScenarioLibrary } from "./library";
import { sha256Of } from "./versions";

export type FollowState = {
  /** Id of the library's scenario that follows the open one; null where the open one is not in the library. */
  readonly id: string | null;
  /** Why the last change could not be saved. */
  readonly fault: LibraryError | null;
};

export type FollowHost = {
  readonly source: () => Scenario;
  /** Gives the open scenario another id: what is changed elsewhere and here becomes two. */
  readonly renew: (id: string) => void;
  readonly newId: () => string;
  /** Remembers which state of a scenario this browser had open last. */
  readonly memory: Pick<Storage, "getItem" | "setItem">;
  /** The library has another state than this one: this one goes on as a copy outside the library. */
  readonly onOvertaken: (name: string) => void;
};

export type Follower = {
  readonly status: StoreApi<FollowState>;
  /** The open scenario. */
  readonly source: () => Scenario;
  /** Says that the open scenario changed, or is another one. */
  readonly changed: () => void;
  /** Saves what is not saved yet, as it is at this moment: another scenario may take its place at once. */
  readonly flush: () => Promise<void>;
  /** Whether the open scenario is this state of the library's, with what was changed since. */
  readonly isAt: (state: { readonly id: string; readonly revision: number }) => boolean;
  /** Adds the open scenario to the library, which follows it from then on. @throws LibraryError */
  readonly add: () => Promise<void>;
};

const DELAY_MS = 600;
const MEMORY_KEY = "jaywalk-library-revisions";
const MOST_REMEMBERED = 100;

/** Lets the library follow the open scenario: what is in it is kept up to date, without a command to save. */
export function createFollower(library: ScenarioLibrary, host: FollowHost): Follower {
  const status = createStore<FollowState>(() => ({ id: null, fault: null }));
  let revision = 0;
  /** Id of the scenario that was looked up last, whether it is in the library or not. */
  let met: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working: Promise<void> = Promise.resolve();

  const attach = (id: string, seen: number): void => {
    revision = seen;
    met = id;
    remember(host.memory, id, seen);
    status.setState({ id, fault: null });
  };

  /** The library goes another way than this scenario, which may have been replaced by now: then its draft has it. */
  const leave = (scenario: Scenario, name: string): void => {
    status.setState({ id: null, fault: null });
    met = null;
    if (host.source().id === scenario.id) {
      met = host.newId();
      host.renew(met);
    }
    host.onOvertaken(name);
  };

  const meet = async (scenario: Scenario): Promise<void> => {
    met = scenario.id;
    status.setState({ id: null, fault: null });
    const row = await library.find(scenario.id);
    if (!row) return;
    const same = row.sha256 === (await sha256Of(serializeScenario(scenario)));
    if (same || remembered(host.memory)[row.id] === row.revision) attach(row.id, row.revision);
    else leave(scenario, row.name);
  };

  const save = async (scenario: Scenario): Promise<void> => {
    try {
      if (scenario.id !== met) await meet(scenario);
      if (status.getState().id !== scenario.id) return;
      const saved = await library.save(scenario, revision);
      attach(saved.id, saved.revision);
    } catch (error) {
      const known = error instanceof LibraryError ? error : new LibraryError("failed", error instanceof Error ? error.message : String(error));
      if (known.fault === "conflict" || known.fault === "missing") leave(scenario, scenario.name);
      else status.setState({ fault: known });
    }
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const scenario = host.source();
    working = working.then(() => save(scenario));
    return working;
  };

  return {
    status,
    source: host.source,
    flush,
    changed: () => {
      timer ??= setTimeout(() => void flush(), DELAY_MS);
    },
    isAt: (state) => {
      const { id, fault } = status.getState();
      return id === state.id && host.source().id === id && revision === state.revision && fault === null;
    },
    add: async () => {
      const id = host.newId();
      const summary = await library.add({ ...host.source(), id });
      attach(summary.id, summary.revision);
      host.renew(summary.id);
    },
  };
}

function remembered(memory: FollowHost["memory"]): Record<string, number> {
  try {
    const raw: unknown = JSON.parse(memory.getItem(MEMORY_KEY) ?? "{}");
    if (typeof raw !== "object" || raw === null) return {};
    return Object.fromEntries(Object.entries(raw).filter((entry): entry is [string, number] => typeof entry[1] === "number"));
  } catch {
    return {};
  }
}

function remember(memory: FollowHost["memory"], id: string, revision: number): void {
  const entries = Object.entries(remembered(memory)).filter(([known]) => known !== id);
  try {
    memory.setItem(MEMORY_KEY, JSON.stringify(Object.fromEntries([...entries.slice(1 - MOST_REMEMBERED), [id, revision]])));
  } catch {
    // Full or forbidden: after a reload the scenario may become a copy, but nothing is overwritten.
  }
}
