import type { LeftScenario } from "@/editor";
import type { LibraryLink } from "@/library";

/** A scenario that was open in this page. */
export type Left = LeftScenario & {
  /** What in the library it was followed by. */
  readonly link: LibraryLink | null;
  /** The draft that keeps it. */
  readonly draft: string;
};

/** The scenarios opened in this page around the present one, as a browser keeps the pages visited; the present one is between the two. */
export type Trail = { readonly earlier: readonly Left[]; readonly later: readonly Left[] };

export const NO_TRAIL: Trail = { earlier: [], later: [] };

/** Older ones can still be opened from their drafts. */
const MOST_KEPT = 20;

/** Another scenario was opened. */
export const opened = ({ earlier }: Trail, left: Left): Trail => ({ earlier: [...earlier, left].slice(-MOST_KEPT), later: [] });

/** A scenario of the trail was resumed: the step back or forward if it is the neighbour, and otherwise it was opened like any other. */
export const wentTo =
  (target: Left) =>
  (trail: Trail, left: Left): Trail => {
    const { earlier, later } = trail;
    if (earlier.at(-1) === target) return { earlier: earlier.slice(0, -1), later: [left, ...later] };
    if (later[0] === target) return { earlier: [...earlier, left], later: later.slice(1) };
    // It must not stay where it was: both would continue in the same draft.
    return opened({ earlier: earlier.filter((one) => one !== target), later }, left);
  };
