import type { StoreApi } from "zustand/vanilla";
import type { SlimScenario } from "@/core/document";
import type { LibraryError } from "./errors";

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
  readonly source: () => SlimScenario;
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
export type Replacement = "import" | "restore";

export type Follower = {
  readonly status: StoreApi<FollowState>;
  /** The open scenario. */
  readonly source: () => SlimScenario;
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
