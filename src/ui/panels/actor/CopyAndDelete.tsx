import { IconCopy, IconTrash } from "@tabler/icons-react";
import { ActionButton } from "../../shell/ActionButton";

/** Actions for the selection as a whole, next to its title. */
export function CopyAndDelete() {
  return (
    <span>
      <ActionButton action="edit.duplicate">
        <IconCopy size={16} stroke={1.75} />
      </ActionButton>
      <ActionButton action="edit.delete">
        <IconTrash size={16} stroke={1.75} />
      </ActionButton>
    </span>
  );
}
