import { Select } from "@mantine/core";
import { useId, useRef, type KeyboardEvent, type ReactNode } from "react";
import { FieldRow } from "./FieldRow";

type Props<Value extends string> = {
  readonly label: string;
  readonly value: Value | undefined;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly icon?: ReactNode;
};

/** Letters typed within this time (ms) of each other form one word. */
const ONE_WORD_MS = 800;

/** One of several values, by name: selected from the list, or by typing its beginning. */
export function SelectField<Value extends string>({ label, value, options, onChange, icon }: Props<Value>) {
  const id = useId();
  const typed = useRef({ text: "", at: 0 });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    const isContinuing = event.timeStamp - typed.current.at < ONE_WORD_MS;
    if (event.key === " " && !isContinuing) return;
    const text = (isContinuing ? typed.current.text : "") + event.key.toLowerCase();
    typed.current = { text, at: event.timeStamp };
    const found = options.find((option) => option.label.toLowerCase().startsWith(text));
    if (found && found.value !== value) onChange(found.value);
  };
  return (
    <FieldRow label={label} htmlFor={id}>
      <Select
        id={id}
        value={value ?? null}
        placeholder="Mixed"
        data={[...options]}
        leftSection={icon}
        onKeyDown={onKeyDown}
        onChange={(chosen) => {
          const option = options.find((candidate) => candidate.value === chosen);
          if (option && option.value !== value) onChange(option.value);
        }}
      />
    </FieldRow>
  );
}
