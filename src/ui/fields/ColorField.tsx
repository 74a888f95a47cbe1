import { ColorInput } from "@mantine/core";
import { useId, useRef } from "react";
import type { Command, Gesture } from "@/editor";
import { useEditor } from "../context/EditorContext";
import { FieldRow } from "./FieldRow";

type Props = {
  readonly label: string;
  /** Undefined if the colour is automatic. */
  readonly value: string | undefined;
  readonly placeholder: string;
  /** `undefined` makes the colour automatic again. */
  readonly change: (color: string | undefined) => Command;
};

const SWATCHES = ["#d9482b", "#e0a526", "#3d8b53", "#2f6fb3", "#6b4fa0", "#b54a7a", "#f2f2ee", "#8d949e", "#2b2f36", "#7a5537"];

/** A colour; a drag in the picker is visible at once and is one undo step. An emptied field restores the usual colour. */
export function ColorField({ label, value, placeholder, change }: Props) {
  const id = useId();
  const editor = useEditor();
  const gesture = useRef<Gesture | null>(null);
  return (
    <FieldRow label={label} htmlFor={id}>
      <ColorInput
        key={value ?? ""}
        id={id}
        format="hex"
        defaultValue={value ?? ""}
        placeholder={placeholder}
        swatches={SWATCHES}
        swatchesPerRow={10}
        eyeDropperButtonProps={{ "aria-label": "Pick a colour from the screen" }}
        onChange={(color) => {
          const hex = color.toLowerCase();
          if (!/^#[0-9a-f]{6}$/.test(hex) || hex === value) return;
          gesture.current ??= editor.gesture("Change colour");
          gesture.current.update(change(hex));
        }}
        onChangeEnd={(color) => {
          if (color === "" && value !== undefined) editor.run(change(undefined));
          gesture.current?.commit();
          gesture.current = null;
        }}
      />
    </FieldRow>
  );
}
