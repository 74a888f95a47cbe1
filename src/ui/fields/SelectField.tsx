import { Select } from "@mantine/core";
import { useId, type ReactNode } from "react";
import { FieldRow } from "./FieldRow";

type Props<Value extends string> = {
  readonly label: string;
  readonly value: Value | undefined;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly icon?: ReactNode;
};

/** One of several values, by name. */
export function SelectField<Value extends string>({ label, value, options, onChange, icon }: Props<Value>) {
  const id = useId();
  return (
    <FieldRow label={label} htmlFor={id}>
      <Select
        id={id}
        value={value ?? null}
        placeholder="Mixed"
        data={[...options]}
        leftSection={icon}
        onChange={(chosen) => {
          const option = options.find((candidate) => candidate.value === chosen);
          if (option && option.value !== value) onChange(option.value);
        }}
      />
    </FieldRow>
  );
}
