import { liveQuery } from "dexie";
import type { FolderRow, ProjectRow, ScenarioSummary } from "./rows";
import type { LibraryDatabase } from "./database";
import { LibraryError, blocked, guarded } from "./errors";
import { separateDamaged, type DamagedRow } from "./scenarios/summary";
import { startTimeout } from "@/core/timers";

/** The library's contents at a moment. */
export type LibraryContent = {
  readonly rows: readonly ScenarioSummary[];
  readonly damaged: readonly DamagedRow[];
  readonly folders: readonly FolderRow[];
  readonly projects: readonly ProjectRow[];
};

/** A database that has not answered by then is waiting for another tab. */
const PATIENCE_MS = 4000;

/** Reports the library's contents now and after every change, in this tab or another, until the returned function is called. */
export function watchLibrary(
  database: LibraryDatabase,
  onContent: (content: LibraryContent) => void,
  onFault: (fault: LibraryError) => void,
): () => void {
  const query = liveQuery(async () => {
    const [rows, folders, projects] = await Promise.all([
      database.scenarios.toArray(),
      database.folders.toArray(),
      database.projects.toArray(),
    ]);
    return { ...separateDamaged(rows), folders, projects };
  });
  const stopWaiting = startTimeout(PATIENCE_MS, () => onFault(blocked()));
  const fail = (error: unknown): void => {
    stopWaiting();
    void tell(error, onFault);
  };
  // A live query does not report that the database could not be opened.
  database.open().catch(fail);
  const subscription = query.subscribe({
    next: (content) => {
      stopWaiting();
      onContent(content);
    },
    error: fail,
  });
  return () => {
    stopWaiting();
    subscription.unsubscribe();
  };
}

/** Reports when versions were created or removed, in this tab or another, until the returned function is called. */
export function watchVersions(database: LibraryDatabase, onChange: () => void, onFault: (fault: LibraryError) => void): () => void {
  const query = liveQuery(() => database.records.toArray());
  const subscription = query.subscribe({ next: onChange, error: (error) => void tell(error, onFault) });
  return () => subscription.unsubscribe();
}

async function tell(error: unknown, onFault: (fault: LibraryError) => void): Promise<void> {
  try {
    await guarded(() => Promise.reject(error instanceof Error ? error : new Error(String(error))));
  } catch (described) {
    const message = described instanceof Error ? described.message : String(described);
    onFault(
      described instanceof LibraryError
        ? described
        : new LibraryError("failed", `The library could not be read (${message}). Reload the page.`),
    );
  }
}
