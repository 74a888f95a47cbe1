import type { Editor } from "@/editor";

type Panels = Readonly<Record<string, string | number | boolean>>;

/** Parts of the page that can be collapsed. */
export type Foldable = "inspector" | "timeline";

/**
 * The session's keys. In a small window a part is collapsed until it is requested, which does not apply to large windows: the two are
 * stored separately.
 */
const KEYS = {
  inspector: { cramped: "inspectorCramped", folded: "inspectorFolded", opened: "inspectorOpened" },
  timeline: { cramped: "timelineCramped", folded: "timelineFolded", opened: "timelineOpened" },
} as const satisfies Record<Foldable, Record<"cramped" | "folded" | "opened", string>>;

/** Whether the window is too small for a part to be open next to the stage. */
export const isCramped = (panels: Panels, part: Foldable): boolean => panels[KEYS[part].cramped] === true;

export const isFolded = (panels: Panels, part: Foldable): boolean =>
  isCramped(panels, part) ? panels[KEYS[part].opened] !== true : panels[KEYS[part].folded] === true;

export function setFolded({ session }: Editor, part: Foldable, folded: boolean): void {
  const { panels } = session.getState();
  if (isFolded(panels, part) === folded) return;
  const { opened, folded: closed } = KEYS[part];
  session.setState({ panels: { ...panels, ...(isCramped(panels, part) ? { [opened]: !folded } : { [closed]: folded }) } });
}

/** Whether the window is too small for a part. */
export function setCramped({ session }: Editor, part: Foldable, cramped: boolean): void {
  const { panels } = session.getState();
  const { cramped: key, opened } = KEYS[part];
  if (isCramped(panels, part) !== cramped) session.setState({ panels: { ...panels, [key]: cramped, [opened]: false } });
}
