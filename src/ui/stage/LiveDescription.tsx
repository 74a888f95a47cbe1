import { VisuallyHidden } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Editor } from "@/editor";
import { describeStage } from "./describe";

/** A held arrow key must not make a screen reader stutter. */
const QUIET_MS = 250;

/** Tells assistive technology what is selected and where it has moved, and which tool is active. */
export function LiveDescription({ editor }: { editor: Editor }) {
  const [text, setText] = useState(() => describeStage(editor));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setText(describeStage(editor)), QUIET_MS);
    };
    const stops = [
      editor.document.subscribe(later),
      editor.session.subscribe((state, before) => {
        if (
          state.selection !== before.selection ||
          state.tool !== before.tool ||
          state.actorType !== before.actorType ||
          state.actorModel !== before.actorModel
        )
          later();
      }),
    ];
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  }, [editor]);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {text}
    </VisuallyHidden>
  );
}
