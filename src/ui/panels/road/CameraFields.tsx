import { fieldOfView, widestAngle } from "@/core/camera";
import type { RoadCamera } from "@/core/document";
import { changeLens, mountCamera, renameCamera, setCarrier, setDistortion, setFieldOfView, setFocalLength, setLensModel } from "@/editor";
import { useEditor, useLive, useScenario } from "../../context/EditorContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import { RangeField } from "../../fields/RangeField";
import { SelectField } from "../../fields/SelectField";
import { TextField } from "../../fields/TextField";
import { Section } from "../Section";
import panels from "../panels.module.css";
import { SideElevation } from "./SideElevation";
import classes from "./road.module.css";

const DEGREES = { unit: "°", units: { "°": 1, deg: 1 }, step: 1, digits: 2 } as const;
const METRES = { unit: "m", units: { m: 1 }, step: 0.1, digits: 3 } as const;
const PIXELS = { unit: "px", units: { px: 1 }, step: 1, digits: 2 } as const;
const COEFFICIENT = { step: 0.005, digits: 5, checked: true } as const;

const COEFFICIENTS = { pinhole: ["k1", "k2", "p1", "p2", "k3"], fisheye: ["k1", "k2", "k3", "k4"] } as const;
const CARRIERS = [
  { value: "ego", label: "The ego" },
  { value: "world", label: "A pole" },
] as const;
const MODELS = [
  { value: "pinhole", label: "Pinhole (Brown–Conrady)" },
  { value: "fisheye", label: "Fisheye (Kannala–Brandt)" },
] as const;

/** A lens of this many degrees shows hardly anything else than its middle; the slider ends there. */
const NARROWEST = 5;
const WIDEST = { pinhole: 150, fisheye: 220 } as const;

/** Everything of one camera. Values follow while one of them is dragged, and so does the picture. */
export function CameraFields({ camera: { id }, hasEgo }: { camera: RoadCamera; hasEgo: boolean }) {
  const editor = useEditor();
  const video = useScenario((scenario) => scenario.video);
  const camera = useLive((scenario) => scenario.road?.cameras.find((candidate) => candidate.id === id));
  if (!camera) return null;
  const { lens, mount, carrier } = camera;
  const { horizontal, vertical } = fieldOfView(lens, video);
  const widest = Math.min(WIDEST[lens.model], Math.floor((2 * widestAngle(lens) * 180) / Math.PI));
  const placesOf = (key: string) => [{ of: "camera" as const, id, key: `mount.${key}` }];
  const mounted = (key: keyof typeof mount) => (value: number) => mountCamera(id, { [key]: value });
  return (
    <Section title={camera.name}>
      <SideElevation camera={camera} video={video} />
      <TextField label="Name" value={camera.name} onChange={(name) => editor.run(renameCamera(id, name))} />
      <SelectField
        label="Carried by"
        value={carrier}
        options={hasEgo ? CARRIERS : CARRIERS.filter(({ value }) => value === "world")}
        onChange={(next) => editor.run(setCarrier(id, next, editor.transient.getState().frame))}
      />
      <RangeField
        label="Field of view"
        value={horizontal ?? widest}
        {...DEGREES}
        min={NARROWEST}
        max={widest}
        change={(degrees) => setFieldOfView(id, degrees)}
      />
      <RangeField
        label="Height"
        value={mount.z}
        {...METRES}
        step={0.05}
        min={0.2}
        max={carrier === "ego" ? 4 : 15}
        change={mounted("z")}
        places={placesOf("z")}
      />
      <RangeField
        label="Pitch down"
        value={mount.pitch}
        {...DEGREES}
        step={0.5}
        min={-20}
        max={90}
        change={mounted("pitch")}
        places={placesOf("pitch")}
      />
      <FieldRow label={carrier === "ego" ? "Place on ego" : "Place"}>
        <FieldPair>
          <DocumentNumber label="Camera x" prefix="X" value={mount.x} {...METRES} checked change={mounted("x")} places={placesOf("x")} />
          <DocumentNumber label="Camera y" prefix="Y" value={mount.y} {...METRES} checked change={mounted("y")} places={placesOf("y")} />
        </FieldPair>
      </FieldRow>
      <DocumentNumber label="Yaw left" value={mount.yaw} {...DEGREES} checked change={mounted("yaw")} places={placesOf("yaw")} />
      <DocumentNumber label="Roll right" value={mount.roll} {...DEGREES} checked change={mounted("roll")} places={placesOf("roll")} />
      <SelectField label="Lens" value={lens.model} options={MODELS} onChange={(model) => editor.run(setLensModel(id, model))} />
      <DocumentNumber label="Focal length" value={lens.fx} {...PIXELS} step={5} checked change={(fx) => setFocalLength(id, fx)} />
      <FieldRow label="Axis at">
        <FieldPair>
          <DocumentNumber
            label="Principal point x"
            prefix="X"
            value={lens.cx}
            {...PIXELS}
            checked
            change={(cx) => changeLens(id, { cx })}
          />
          <DocumentNumber
            label="Principal point y"
            prefix="Y"
            value={lens.cy}
            {...PIXELS}
            checked
            change={(cy) => changeLens(id, { cy })}
          />
        </FieldPair>
      </FieldRow>
      <FieldRow label="Distortion">
        <div className={classes.coefficients}>
          {COEFFICIENTS[lens.model].map((name, index) => (
            <DocumentNumber
              key={`${lens.model} ${name}`}
              label={`Distortion ${name}`}
              prefix={name}
              value={lens.distortion[index] ?? 0}
              {...COEFFICIENT}
              change={(value) => setDistortion(id, index, value)}
            />
          ))}
        </div>
      </FieldRow>
      <p className={panels.hint}>
        {horizontal === null || vertical === null
          ? "The picture’s edge shows nothing: the lens ends before it."
          : `Sees ${horizontal.toFixed(1)}° across and ${vertical.toFixed(1)}° from top to bottom.`}
      </p>
    </Section>
  );
}
