import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconPlus, IconTrash, IconVideo, IconVideoOff } from "@tabler/icons-react";
import { cameraPresets } from "@/core/camera";
import type { CameraPresetId, Road, RoadCamera } from "@/core/document";
import { roadUserOf } from "@/core/world";
import { addCamera, removeCamera, setEgo, showCamera } from "@/editor";
import { useEditor, useScenario } from "../../context/EditorContext";
import { SelectField } from "../../fields/SelectField";
import { Section } from "../Section";
import panels from "../panels.module.css";
import { CameraFields } from "./CameraFields";
import classes from "./road.module.css";

const NOBODY = "";

/** Who carries cameras, the cameras there are, and everything of the one whose picture is shown and exported. */
export function CamerasSection({ road }: { road: Road }) {
  const editor = useEditor();
  const actors = useScenario((scenario) => scenario.actors);
  const shown = road.cameras.find(({ id }) => id === road.camera);
  const frame = () => editor.transient.getState().frame;
  return (
    <>
      <Section title="Cameras" action={<AddCamera hasEgo={road.ego !== undefined} />}>
        <SelectField
          label="Ego"
          value={road.ego ?? NOBODY}
          options={[{ value: NOBODY, label: "Nobody" }, ...actors.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(ego) => editor.run(setEgo(ego === NOBODY ? undefined : ego, frame()))}
        />
        <p className={panels.hint}>
          {actors.length === 0
            ? "The ego is the actor that carries the cameras. Add a vehicle first; a pole needs none."
            : "The ego carries cameras and is not annotated in their pictures."}
        </p>
        <ul className={classes.cameras} aria-label="Cameras">
          {road.cameras.map((camera) => (
            <CameraItem key={camera.id} camera={camera} isShown={camera.id === road.camera} isOnly={road.cameras.length === 1} />
          ))}
        </ul>
      </Section>
      {shown && <CameraFields camera={shown} hasEgo={road.ego !== undefined} />}
    </>
  );
}

function CameraItem({ camera, isShown, isOnly }: { camera: RoadCamera; isShown: boolean; isOnly: boolean }) {
  const editor = useEditor();
  const CameraIcon = isShown ? IconVideo : IconVideoOff;
  return (
    <li className={classes.camera} data-shown={isShown || undefined}>
      <button
        type="button"
        className={classes.cameraButton}
        aria-pressed={isShown}
        title={isShown ? "Shown on the stage and exported" : "Show this camera’s picture"}
        onClick={() => editor.run(showCamera(camera.id))}
      >
        <CameraIcon size={16} stroke={1.75} aria-hidden />
        <span className={classes.cameraName}>{camera.name}</span>
        <span className={classes.cameraDetail}>{camera.carrier === "ego" ? "ego" : "pole"}</span>
      </button>
      <Tooltip label={isOnly ? "A road scenario needs a camera" : "Remove"}>
        <ActionIcon
          aria-label={`Remove ${camera.name}`}
          aria-disabled={isOnly || undefined}
          {...(isOnly && { "data-disabled": true })}
          onClick={() => !isOnly && editor.run(removeCamera(camera.id))}
        >
          <IconTrash size={15} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

const isPresetId = (id: string): id is CameraPresetId => PRESETS.some((preset) => preset.id === id);
const PRESETS = cameraPresets(roadUserOf("car").dimensions);

function AddCamera({ hasEgo }: { hasEgo: boolean }) {
  const editor = useEditor();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label="Add camera">
          <IconPlus size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!hasEgo && <Menu.Label>Choose an ego for the cameras of a vehicle</Menu.Label>}
        {PRESETS.map(({ id, name, carrier, view }) => (
          <Menu.Item
            key={id}
            disabled={carrier === "ego" && !hasEgo}
            rightSection={<span className={classes.cameraDetail}>{VIEWS[view]}</span>}
            onClick={() => isPresetId(id) && editor.run(addCamera(id))}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The specification's camera views, as they are read here. */
const VIEWS = {
  "Front-facing VRU": "front",
  "Rear-facing VRU": "rear",
  "Side-facing Pedestrian": "side",
  "360-degree Coverage": "360°",
} as const;
