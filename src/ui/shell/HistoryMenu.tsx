import { ActionIcon, Popover, ScrollArea, Tooltip, UnstyledButton } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useState } from "react";
import { useStore } from "zustand";
import { useEditor } from "../context/EditorContext";
import shell from "./shell.module.css";
import classes from "./history.module.css";

/** Every change since the scenario was opened; a click goes back or forward to it. */
export function HistoryMenu() {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom" trapFocus>
      <Popover.Target>
        <Tooltip label="History" disabled={opened}>
          <ActionIcon aria-label="History" aria-expanded={opened} className={shell.iconAction} onClick={() => setOpened(!opened)}>
            <IconHistory size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label="History">
        <HistoryList />
      </Popover.Dropdown>
    </Popover>
  );
}

function HistoryList() {
  const editor = useEditor();
  const { steps, position } = useStore(editor.document, ({ history }) => history);
  return (
    <ScrollArea.Autosize mah={360} type="auto">
      <ol className={classes.list} reversed>
        {steps
          .map((step, index) => (
            <li key={index}>
              <UnstyledButton
                className={classes.step}
                data-present={index === position || undefined}
                data-undone={index > position || undefined}
                aria-current={index === position ? "step" : undefined}
                onClick={() => editor.jump(index)}
              >
                {step.label}
              </UnstyledButton>
            </li>
          ))
          .reverse()}
      </ol>
    </ScrollArea.Autosize>
  );
}
