import { Button, Group, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useState } from "react";
import { leaveMenu } from "./leaveMenu";

type Question = {
  readonly title: string;
  readonly label: string;
  readonly initial?: string;
  readonly button: string;
  readonly onName: (name: string) => void;
};

/** Asks for a name in a small dialog. */
export function askForName({ title, label, initial = "", button, onName }: Question): void {
  leaveMenu();
  const id = modals.open({
    title,
    size: 360,
    children: (
      <NameForm
        label={label}
        initial={initial}
        button={button}
        onName={(name) => {
          modals.close(id);
          onName(name);
        }}
      />
    ),
  });
}

function NameForm({ label, initial, button, onName }: { label: string; initial: string; button: string; onName: (name: string) => void }) {
  const [name, setName] = useState(initial);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") onName(name.trim());
      }}
    >
      <TextInput label={label} value={name} maxLength={100} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <Group justify="flex-end" mt={16}>
        <Button type="submit" disabled={name.trim() === ""}>
          {button}
        </Button>
      </Group>
    </form>
  );
}

/** Asks before something that cannot be undone. */
export function confirm({ title, text, button, onConfirm }: { title: string; text: string; button: string; onConfirm: () => void }): void {
  leaveMenu();
  modals.openConfirmModal({
    title,
    size: 400,
    children: text,
    labels: { confirm: button, cancel: "Cancel" },
    confirmProps: { color: "red" },
    onConfirm,
  });
}
