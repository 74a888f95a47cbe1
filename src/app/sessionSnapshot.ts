import { z } from "zod";
import { selectionOf, type Editor } from "@/editor";

/** What of the session belongs to one scenario and is kept with it. */
const snapshotSchema = z.object({
  frame: z.int().min(0),
  actors: z.array(z.string()),
  range: z.object({ from: z.int().min(0), to: z.int().min(1) }).nullable(),
});

export function sessionSnapshot({ session, transient }: Editor): z.infer<typeof snapshotSchema> {
  const { selection, range } = session.getState();
  return { frame: transient.getState().frame, actors: [...selection.actors], range };
}

/** Puts back playhead, selection and range as far as they still fit; anything else is passed over. */
export function restoreSession(editor: Editor, raw: unknown): void {
  const result = snapshotSchema.safeParse(raw);
  if (!result.success) return;
  const { actors, video } = editor.document.getState().scenario;
  const { frame, range } = result.data;
  const known = result.data.actors.filter((id) => actors.some((actor) => actor.id === id));
  editor.transient.setState({ frame: Math.min(frame, video.durationFrames - 1) });
  editor.session.setState({
    selection: selectionOf({ actors: known }),
    range: range && range.from < range.to && range.to <= video.durationFrames ? range : null,
  });
}
