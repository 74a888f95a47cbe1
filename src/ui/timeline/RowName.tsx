import { useState, type KeyboardEvent } from "react";
import type { Actor } from "@/core/document";
import { changeActors } from "@/editor";
import { useEditor } from "../context/EditorContext";
import { ActorIcon } from "../look/actors";
import classes from "./timeline.module.css";

type Props = { readonly actor: Actor; readonly selected: boolean; readonly onChoose: (additive: boolean) => void };

/** An actor's name in its row: a click chooses the actor, a double click or F2 renames it. */
export function RowName({ actor, selected, onChoose }: Props) {
  const [renaming, setRenaming] = useState(false);
  if (renaming) return <NameField actor={actor} onDone={() => setRenaming(false)} />;
  return (
    <button
      type="button"
      className={classes.labelButton}
      aria-pressed={selected}
      onClick={(event) => onChoose(event.shiftKey || event.ctrlKey || event.metaKey)}
      onDoubleClick={() => setRenaming(true)}
      onKeyDown={(event) => {
        if (event.key === "F2") setRenaming(true);
      }}
      title={`${actor.name}, track ${actor.trackId}. Double-click to rename.`}
    >
      <ActorIcon type={actor.type} />
      <span className={classes.labelName}>{actor.name}</span>
      <span className={classes.labelTrack}>{actor.trackId}</span>
    </button>
  );
}

/** Keeps the name on Enter or on leaving, and gives it back on Escape. */
function NameField({ actor, onDone }: { readonly actor: Actor; readonly onDone: () => void }) {
  const editor = useEditor();
  const [text, setText] = useState(actor.name);
  const keep = () => {
    const name = text.trim();
    if (name !== "" && name !== actor.name) editor.run(changeActors([actor.id], { name }));
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") keep();
    if (event.key === "Escape") {
      event.stopPropagation();
      onDone();
    }
  };
  return (
    <input
      className={classes.labelField}
      aria-label={`Name of ${actor.name}`}
      value={text}
      maxLength={200}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={keep}
    />
  );
}
