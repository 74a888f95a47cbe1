import { Menu } from "@mantine/core";
import { IconMathFunction } from "@tabler/icons-react";
import { useState } from "react";
import { followNewParameter, parameterFor, type NumberPlace } from "@/editor";
import { useEditor, useScenario } from "../context/EditorContext";
import { notify } from "../shell/notify";
import { valueText } from "./parameterText";
import classes from "./fields.module.css";

type Props = {
  readonly label: string;
  readonly places: readonly NumberPlace[];
  /** What the number follows from. */
  readonly text: string | undefined;
  readonly follow: (text: string) => string | null;
};

/** Chooses the parameter that a number follows from, or makes one of it. Its menu exists while it is open. */
export function FormulaButton({ label, places, text, follow }: Props) {
  const [opened, setOpened] = useState(false);
  const button = (
    <button
      type="button"
      className={classes.formula}
      data-opened={opened || undefined}
      aria-label={text === undefined ? `${label}: follow a parameter` : `${label} follows from ${text}`}
      // With the keyboard, an expression is typed into the field.
      tabIndex={text === undefined ? -1 : 0}
      aria-haspopup="menu"
      aria-expanded={opened}
      onClick={() => setOpened(!opened)}
    >
      <IconMathFunction size={14} stroke={1.75} aria-hidden />
    </button>
  );
  if (!opened) return button;
  return (
    <Menu opened onChange={setOpened} position="bottom-end" withinPortal>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <FormulaItems places={places} text={text} follow={follow} />
      </Menu.Dropdown>
    </Menu>
  );
}

function FormulaItems({ places, text, follow }: Omit<Props, "label">) {
  const editor = useEditor();
  const parameters = useScenario(({ parameters: declared }) => declared);
  const [place] = places;
  const suggested = useScenario((scenario) => (place ? (parameterFor(scenario, place)?.name ?? null) : null));
  const choose = (expression: string): void => {
    const fault = follow(expression);
    if (fault !== null) notify({ tone: "warning", title: "Cannot follow it", message: fault });
  };
  return (
    <>
      {parameters && parameters.length > 0 && <Menu.Label>Follow a parameter</Menu.Label>}
      {parameters?.map((parameter) => (
        <Menu.Item
          key={parameter.name}
          rightSection={<span className={classes.amount}>{valueText(parameter)}</span>}
          {...(text === parameter.name && { "aria-current": true })}
          onClick={() => choose(parameter.name)}
        >
          {parameter.name}
        </Menu.Item>
      ))}
      {suggested !== null && (
        <Menu.Item onClick={() => editor.run(followNewParameter(places))}>New parameter “{suggested}” from this value</Menu.Item>
      )}
      {text !== undefined && (
        <>
          <Menu.Divider />
          <Menu.Item onClick={() => choose("")}>Set freely again</Menu.Item>
        </>
      )}
      <Menu.Divider />
      <Menu.Label>Or type an expression: = speed × 2</Menu.Label>
    </>
  );
}
