import { Button } from "@mantine/core";
import { setCamera } from "@/editor";
import { useEditor, useScenario } from "../../context/EditorContext";
import { TextField } from "../../fields/TextField";
import { Section } from "../Section";
import classes from "../panels.module.css";

const FIELDS = [
  { key: "model", label: "Model", placeholder: "Front camera 8 MP" },
  { key: "view", label: "View", placeholder: "Front, 1.4 m above ground" },
  { key: "lens", label: "Lens", placeholder: "60° horizontal" },
  { key: "signal", label: "Signal", placeholder: "GMSL2, 30 fps" },
] as const;

/** Notes on the camera that the video represents; they go into the bundle's metadata. */
export function CameraSection() {
  const editor = useEditor();
  const camera = useScenario((scenario) => scenario.camera);
  const EMPTY = { model: "", view: "", lens: "", signal: "" };
  return (
    <Section
      title="Camera"
      action={
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => editor.run(setCamera(camera ? undefined : EMPTY))}>
          {camera ? "Remove" : "Describe"}
        </Button>
      }
    >
      {camera ? (
        FIELDS.map(({ key, label, placeholder }) => (
          <TextField
            key={key}
            label={label}
            value={camera[key]}
            placeholder={placeholder}
            onChange={(text) => editor.run(setCamera({ ...camera, [key]: text }))}
          />
        ))
      ) : (
        <p className={classes.hint}>Describe the camera this video represents. It is written to the metadata.</p>
      )}
    </Section>
  );
}
