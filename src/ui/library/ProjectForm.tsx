import { Autocomplete, Button, Group, TextInput, Textarea } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useState } from "react";
import { CAMERA_MODELS, CAMERA_VIEWS, LENS_TYPES, SIGNAL_TYPES } from "@/datasets";
import type { CameraProfile, LibraryGroups, ProjectRow } from "@/library";
import { attempt } from "./attempt";
import { leaveMenu } from "./leaveMenu";

/** The specification's pools: suggestions, not limits. */
const SUGGESTIONS: Record<keyof CameraProfile, readonly string[]> = {
  model: CAMERA_MODELS,
  view: CAMERA_VIEWS,
  lens: LENS_TYPES,
  signal: SIGNAL_TYPES,
};
const LABELS: Record<keyof CameraProfile, string> = { model: "Camera model", view: "View", lens: "Lens", signal: "Signal" };
const FIELDS = ["model", "view", "lens", "signal"] as const;
const NO_CAMERA: CameraProfile = { model: "", view: "", lens: "", signal: "" };

/** Edits a project, or makes a new one, in a dialog. */
export function editProject(groups: LibraryGroups, project: ProjectRow | null): void {
  leaveMenu();
  const id = modals.open({
    title: project ? "Edit project" : "New project",
    size: 420,
    children: (
      <ProjectForm
        project={project}
        onDone={(name, description, camera) => {
          modals.close(id);
          void attempt("The project could not be saved", () =>
            project ? groups.changeProject(project.id, { name, description, camera }) : groups.addProject(name, description, camera),
          );
        }}
      />
    ),
  });
}

type FormProps = {
  readonly project: ProjectRow | null;
  readonly onDone: (name: string, description: string, camera: CameraProfile) => void;
};

function ProjectForm({ project, onDone }: FormProps) {
  const [name, setName] = useState(project?.name ?? "");
  const [description, setDescription] = useState(project?.description ?? "");
  const [camera, setCamera] = useState<CameraProfile>(project?.camera ?? NO_CAMERA);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onDone(name, description, camera);
      }}
    >
      <TextInput label="Name" value={name} maxLength={100} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <Textarea label="Description" value={description} rows={2} mt={8} onChange={(event) => setDescription(event.currentTarget.value)} />
      {FIELDS.map((field) => (
        <Autocomplete
          key={field}
          size="xs"
          mt={8}
          label={LABELS[field]}
          data={SUGGESTIONS[field]}
          value={camera[field]}
          maxLength={200}
          onChange={(value) => setCamera({ ...camera, [field]: value })}
        />
      ))}
      <Group justify="flex-end" mt={16}>
        <Button type="submit" disabled={name.trim() === ""}>
          {project ? "Save project" : "Create project"}
        </Button>
      </Group>
    </form>
  );
}
