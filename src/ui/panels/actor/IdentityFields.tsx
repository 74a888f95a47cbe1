import type { Actor } from "@/core/document";
import { changeActors } from "@/editor";
import { useEditor } from "../../context/EditorContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { TextField } from "../../fields/TextField";

/** What one actor is called, for people and in annotations. */
export function IdentityFields({ actor: { id, name, trackId } }: { actor: Actor }) {
  const editor = useEditor();
  return (
    <>
      <TextField label="Name" value={name} onChange={(changed) => editor.run(changeActors([id], { name: changed }))} />
      <DocumentNumber
        label="Track ID"
        value={trackId}
        min={0}
        max={1_000_000}
        change={(changed) => changeActors([id], { trackId: changed })}
      />
    </>
  );
}
