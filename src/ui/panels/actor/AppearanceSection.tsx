import { ACTOR_LABELS, ACTOR_MODELS, ACTOR_TYPES, LIMITS, type Actor } from "@/core/document";
import { scaleOfScene, sizeAtRow } from "@/core/scene";
import { changeAppearance, dressActors, removeSprite, resizeActors, retypeActors, setPerspective } from "@/editor";
import { useEditor, useScenario } from "../../context/EditorContext";
import { sharedOf } from "../../context/useSelection";
import { ColorField } from "../../fields/ColorField";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import { PictureField } from "../../fields/PictureField";
import { SelectField } from "../../fields/SelectField";
import { SwitchField } from "../../fields/SwitchField";
import { ActorIcon } from "../../look/actors";
import { Section } from "../Section";
import { CopyAndDelete } from "./CopyAndDelete";
import { IdentityFields } from "./IdentityFields";
import { MODEL_LABELS } from "./labels";

const EXTENT = { unit: "px", digits: 1, ...LIMITS.extent } as const;

/** Who it is and how it looks. `title` names all that is chosen. */
export function AppearanceSection({ actors, title }: { actors: readonly Actor[]; title: string }) {
  const editor = useEditor();
  const scenario = useScenario((present) => present);
  const ids = actors.map(({ id }) => id);
  const [first] = actors;
  if (!first) return null;
  const type = sharedOf(actors, (actor) => actor.type);
  const following = actors.every(({ perspective }) => perspective === true);
  // With perspective, sizes are those on the row for which the scene's scale is given.
  const units = { px: 1, m: scaleOfScene(scenario) * (following ? 1 : sizeAtRow(scenario, first.trajectory.waypoints[0]?.y ?? 0)) };
  return (
    <Section title={title} action={<CopyAndDelete />}>
      <SelectField
        label="Type"
        value={type}
        icon={type && <ActorIcon type={type} />}
        options={ACTOR_TYPES.map((value) => ({ value, label: ACTOR_LABELS[value] }))}
        onChange={(value) => editor.run(retypeActors(ids, value))}
      />
      {actors.length === 1 && <IdentityFields actor={first} />}
      {type && (
        <SelectField
          label="Model"
          value={sharedOf(actors, (actor) => actor.appearance.model)}
          options={ACTOR_MODELS[type].map((value) => ({ value: String(value), label: MODEL_LABELS[value] }))}
          onChange={(model) => editor.run(changeAppearance(ids, { model }))}
        />
      )}
      <ColorField
        label="Colour"
        value={sharedOf(actors, (actor) => actor.appearance.color)}
        placeholder="By track ID"
        change={(color) => changeAppearance(ids, { color })}
      />
      <PictureField
        label="Picture"
        assetId={sharedOf(actors, (actor) => actor.appearance.spriteAsset)}
        choose={(picture) => dressActors(ids, picture)}
        remove={() => removeSprite(ids)}
      />
      <SwitchField
        label="Size follows the ground"
        checked={following}
        onChange={(on) => editor.run(setPerspective(ids, on, editor.transient.getState().frame))}
      />
      <FieldRow label={following ? "Foreground size" : "Size"}>
        <FieldPair>
          <DocumentNumber
            label="Width"
            prefix="W"
            value={sharedOf(actors, (actor) => actor.size.width)}
            {...EXTENT}
            units={units}
            change={(width) => resizeActors(ids, (size) => ({ ...size, width }))}
          />
          <DocumentNumber
            label="Height"
            prefix="H"
            value={sharedOf(actors, (actor) => actor.size.height)}
            {...EXTENT}
            units={units}
            change={(height) => resizeActors(ids, (size) => ({ ...size, height }))}
          />
        </FieldPair>
      </FieldRow>
    </Section>
  );
}
