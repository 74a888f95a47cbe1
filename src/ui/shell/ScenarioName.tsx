import { useState, type KeyboardEvent } from "react";
import { renameScenario } from "@/editor";
import { useEditor, useScenario } from "../context/EditorContext";
import classes from "./shell.module.css";

/** The scenario's name, edited in place: Enter or leaving the field confirms, Escape restores the old one. */
export function ScenarioName() {
  const editor = useEditor();
  const name = useScenario((scenario) => scenario.name);
  const [text, setText] = useState<string | null>(null);
  const keep = () => {
    if (text !== null && text.trim() !== name) editor.run(renameScenario(text));
    setText(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      setText(null);
    }
    if (event.key === "Enter") event.currentTarget.blur();
  };
  return (
    <input
      className={classes.name}
      aria-label="Scenario name"
      value={text ?? name}
      maxLength={200}
      spellCheck={false}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={keep}
    />
  );
}
