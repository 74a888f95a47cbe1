import { z } from "zod";
import { selectionOf, type Editor } from "@/editor";
import type { LibraryLink } from "@/library";
import type { Draft } from "@/library/autosave";

const placesSchema = z.array(z.number());

/** The parts of the session that belong to one scenario and are stored with it. Older snapshots have no guides and no speed plots. */
const snapshotSchema = z.object({
  frame: z.int().min(0),
  actors: z.array(z.string()),
  range: z.object({ from: z.int().min(0), to: z.int().min(1) }).nullable(),
  guides: z.object({ x: placesSchema, y: placesSchema }).default({ x: [], y: [] }),
  speedPlots: z.array(z.string()).default([]),
  /** Which state of the library's scenario the draft continues from. */
  library: z
    .object({ id: z.string(), revision: z.int().min(1), sha256: z.string().optional() })
    .nullable()
    .default(null),
});

/** A change of these is saved like a change of the scenario. */
export const KEPT_WITH_SCENARIO = ["selection", "range", "guides", "speedPlots"] as const;

type Snapshot = z.infer<typeof snapshotSchema>;

export function sessionSnapshot({ session, transient }: Editor, library: LibraryLink | null): Snapshot {
  const { selection, range, guides, speedPlots } = session.getState();
  return {
    frame: transient.getState().frame,
    actors: [...selection.actors],
    range,
    guides: { x: [...guides.x], y: [...guides.y] },
    speedPlots: [...speedPlots],
    library,
  };
}

/** The library's scenario that followed a draft, if all of the draft was opened: what was left out must not be lost in its row as well. */
export function linkOfDraft(draft: Pick<Draft, "session" | "leftOut"> | null): LibraryLink | null {
  if (draft === null || draft.leftOut.length > 0) return null;
  const result = snapshotSchema.safeParse(draft.session);
  return result.success ? result.data.library : null;
}

/** Restores playhead, selection, range, guides and speed plots as far as they still fit; anything else is ignored. */
export function restoreSession(editor: Editor, raw: unknown): void {
  const result = snapshotSchema.safeParse(raw);
  if (!result.success) return;
  const { actors, video } = editor.document.getState().scenario;
  const { frame, range, guides } = result.data;
  const known = (ids: readonly string[]) => ids.filter((id) => actors.some((actor) => actor.id === id));
  editor.transient.setState({ frame: Math.min(frame, video.durationFrames - 1) });
  editor.session.setState({
    selection: selectionOf({ actors: known(result.data.actors) }),
    range: range && range.from < range.to && range.to <= video.durationFrames ? range : null,
    guides,
    speedPlots: known(result.data.speedPlots),
  });
}
