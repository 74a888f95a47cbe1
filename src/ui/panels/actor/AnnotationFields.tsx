import type { Actor } from "@/core/document";
import { changeActors } from "@/editor";
import { useEditor } from "../../context/EditorContext";
import { sharedOf } from "../../context/useSelection";
import { SliderField } from "../../fields/SliderField";
import { SwitchField } from "../../fields/SwitchField";

/** Whether actors are annotated, and with what confidence. */
export function AnnotationFields({ actors }: { actors: readonly Actor[] }) {
  const editor = useEditor();
  const ids = actors.map(({ id }) => id);
  return (
    <>
      <SwitchField
        label="Occludes only (no annotations)"
        checked={actors.every(({ onlyOccludes }) => onlyOccludes === true)}
        onChange={(on) => editor.run(changeActors(ids, { onlyOccludes: on }))}
      />
      <SliderField
        label="Confidence"
        value={sharedOf(actors, (actor) => actor.confidenceBase)}
        change={(confidenceBase) => changeActors(ids, { confidenceBase })}
        places={ids.map((id) => ({ of: "actor", id, key: "confidenceBase" }))}
      />
    </>
  );
}
