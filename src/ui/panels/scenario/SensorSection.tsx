import { Button } from "@mantine/core";
import { PERFECT_SENSOR } from "@/core/document";
import { changeSensor } from "@/editor";
import { useEditor, useScenario } from "../../context/EditorContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { SliderField } from "../../fields/SliderField";
import { Section } from "../Section";
import classes from "../panels.module.css";

const EFFECTS = [
  { key: "noise", label: "Noise" },
  { key: "motionBlur", label: "Motion blur" },
  { key: "rollingShutter", label: "Rolling shutter" },
  { key: "vignetting", label: "Vignetting" },
  { key: "lensDrops", label: "Drops on the lens" },
] as const;

/** What the camera itself adds to every frame. Labels are still those of the scene. */
export function SensorSection() {
  const editor = useEditor();
  const given = useScenario((scenario) => scenario.sensor);
  const sensor = given ?? PERFECT_SENSOR;
  return (
    <Section
      title="Sensor effects"
      action={
        given && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => editor.run(changeSensor(PERFECT_SENSOR))}>
            Remove
          </Button>
        )
      }
    >
      <DocumentNumber
        label="Exposure"
        value={sensor.exposure}
        unit="EV"
        units={{ EV: 1 }}
        min={-3}
        max={3}
        digits={2}
        change={(exposure) => changeSensor({ exposure })}
      />
      {EFFECTS.map(({ key, label }) => (
        <SliderField key={key} label={label} value={sensor[key]} change={(share) => changeSensor({ [key]: share })} />
      ))}
      <p className={classes.hint}>Applied to the video only. The ground truth is that of a perfect camera.</p>
    </Section>
  );
}
