import { Textarea, TextInput } from "@mantine/core";
import { useId, useState, type KeyboardEvent } from "react";
import { FieldRow } from "./FieldRow";

type Props = {
  readonly label: string;
  /** Undefined if several texts differ. */
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
  readonly lines?: number;
  readonly maxLength?: number;
  readonly placeholder?: string;
};

/** A text that is confirmed by Enter or by leaving the field, and reverted by Escape. */
export function TextField({ label, value, onChange, lines = 1, maxLength = 200, placeholder }: Props) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const keep = () => {
    if (text !== null && text !== value) onChange(text);
    setText(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape" && text !== null) {
      event.stopPropagation();
      setText(null);
    }
    if (event.key === "Enter" && (lines === 1 || event.ctrlKey || event.metaKey)) keep();
  };
  const shared = {
    id,
    maxLength,
    value: text ?? value ?? "",
    placeholder: value === undefined ? "Mixed" : placeholder,
    "data-kept": text === null,
    onKeyDown,
    onBlur: keep,
  };
  return (
    <FieldRow label={label} htmlFor={id}>
      {lines === 1 ? (
        <TextInput {...shared} onChange={(event) => setText(event.currentTarget.value)} />
      ) : (
        <Textarea {...shared} autosize minRows={lines} maxRows={8} onChange={(event) => setText(event.currentTarget.value)} />
      )}
    </FieldRow>
  );
}
