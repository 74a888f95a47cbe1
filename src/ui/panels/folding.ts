import type { Editor } from "@/editor/editor";

type Panels = Readonly<Record<string, string | number | boolean>>;

/** Parts of the page that can be folded away. */
export type Foldable = "inspector" | "timeline";

/** The session's keys under which it is kept. */
const KEYS = { inspector: "inspectorFolded", timeline: "timelineFolded" } as const satisfies Record<Foldable, string>;

export const isFolded = (panels: Panels, part: Foldable): boolean => panels[KEYS[part]] === true;

export function setFolded({ session }: Editor, part: Foldable, folded: boolean): void {
  if (isFolded(session.getState().panels, part) !== folded) session.setState(({ panels }) => ({ panels: { ...panels, [KEYS[part]]: folded } }));
}
