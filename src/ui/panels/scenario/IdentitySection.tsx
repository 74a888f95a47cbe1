import type { ReactNode } from "react";
import { describeScenario, renameScenario } from "@/editor";
import { useEditor, useScenario } from "../../context/EditorContext";
import { TextField } from "../../fields/TextField";
import { Section } from "../Section";

/** What the scenario is called; `children`: what else belongs to it. */
export function IdentitySection({ children }: { children?: ReactNode }) {
  const editor = useEditor();
  const name = useScenario((scenario) => scenario.name);
  const description = useScenario((scenario) => scenario.description);
  return (
    <Section title="Scenario">
      <TextField label="Name" value={name} onChange={(text) => editor.run(renameScenario(text))} />
      <TextField
        label="Description"
        value={description}
        placeholder="What happens and what it tests"
        lines={2}
        maxLength={10_000}
        onChange={(text) => editor.run(describeScenario(text))}
      />
      {children}
    </Section>
  );
}
