import { ActionIcon, Tooltip } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { addParameter } from "@/editor";
import { useEditor, useLive } from "../../context/EditorContext";
import { Section } from "../Section";
import panels from "../panels.module.css";
import { ParameterItem } from "./ParameterItem";

/** Numbers with names, from which others follow. Values follow while one of them is dragged. */
export function ParametersSection() {
  const editor = useEditor();
  const parameters = useLive((scenario) => scenario.parameters) ?? [];
  const [open, setOpen] = useState<string | null>(null);
  const add = () => {
    const after = editor.run(addParameter({ name: "parameter", value: 1, from: 0, to: 10, step: 0.1 }));
    setOpen(after.parameters?.at(-1)?.name ?? null);
  };
  return (
    <Section
      title="Parameters"
      action={
        <Tooltip label="Add parameter">
          <ActionIcon aria-label="Add parameter" onClick={add}>
            <IconPlus size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      }
    >
      {parameters.length === 0 ? (
        <p className={panels.hint}>
          A number with a name that other numbers follow: press ƒ in a number field, or type an expression such as = speed × 2 there.
        </p>
      ) : (
        <ul className={panels.list}>
          {parameters.map((parameter, index) => (
            <ParameterItem
              key={index}
              parameter={parameter}
              opened={open === parameter.name}
              onToggle={(name) => setOpen(open === name ? null : name)}
              onRename={setOpen}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}
