import type { Actor } from "@/core/document";
import { ROAD_USER_KINDS, roadUserKind, ROAD_USER_LABELS } from "@/core/world";
import { changeAppearance, resizeActors, setEgo, setRoadUser } from "@/editor";
import { useEditor, useScenario } from "../../../context/EditorContext";
import { sharedOf } from "../../../context/useSelection";
import { ColorField } from "../../../fields/ColorField";
import { SelectField } from "../../../fields/SelectField";
import { SwitchField } from "../../../fields/SwitchField";
import { ActorIcon } from "../../../look/actors";
import { CopyAndDelete } from "../../actor/CopyAndDelete";
import { IdentityFields } from "../../actor/IdentityFields";
import { Section } from "../../Section";
import { DimensionFields } from "./DimensionFields";

const OPTIONS = ROAD_USER_KINDS.map((value) => ({ value, label: ROAD_USER_LABELS[value] }));

/** Who it is, and how large in metres. `title` names all that is chosen. */
export function RoadUserSection({ actors, title }: { actors: readonly Actor[]; title: string }) {
  const editor = useEditor();
  const ego = useScenario((scenario) => scenario.road?.ego);
  const ids = actors.map(({ id }) => id);
  const [first] = actors;
  if (!first) return null;
  const type = sharedOf(actors, (actor) => actor.type);
  return (
    <Section title={title} action={<CopyAndDelete />}>
      <SelectField
        label="Model"
        value={sharedOf(actors, (actor) => roadUserKind(actor.type, actor.appearance.model))}
        icon={type && <ActorIcon type={type} />}
        options={OPTIONS}
        onChange={(kind) => editor.run(setRoadUser(ids, kind))}
      />
      {actors.length === 1 && <IdentityFields actor={first} />}
      <ColorField
        label="Colour"
        value={sharedOf(actors, (actor) => actor.appearance.color)}
        placeholder="By track ID"
        change={(color) => changeAppearance(ids, { color })}
      />
      <DimensionFields
        bodies={actors}
        placesOf={(key) => ids.map((id) => ({ of: "actor", id, key }))}
        change={(part) => resizeActors(ids, (size) => ({ ...size, ...part }))}
      />
      {actors.length === 1 && (
        <SwitchField
          label="Ego: carries the cameras"
          checked={ego === first.id}
          onChange={(on) => editor.run(setEgo(on ? first.id : undefined, editor.transient.getState().frame))}
        />
      )}
    </Section>
  );
}
