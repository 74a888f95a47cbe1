import { useEffect, useState } from "react";
import { useEditor } from "../../context/EditorContext";

/** Often enough to read, and no more: during playback nobody reads faster. */
const INTERVAL_MS = 100;

/** The playhead's frame, at most ten times a second, and always the last one. */
export function usePlayheadFrame(): number {
  const editor = useEditor();
  const [frame, setFrame] = useState(() => editor.transient.getState().frame);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = editor.transient.subscribe((state, before) => {
      if (state.frame === before.frame || timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        setFrame(editor.transient.getState().frame);
      }, INTERVAL_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [editor]);
  return frame;
}
