import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useSession } from "../context/EditorContext";
import { isDrawingTool } from "../context/drawingTool";
import classes from "./dialogs.module.css";

export type DialogProps = { readonly opened: boolean; readonly onClose: () => void };

type Props = DialogProps & {
  readonly title: string;
  /** Width in CSS pixels. */
  readonly size: number;
  /** False while leaving would lose work in progress. */
  readonly closable?: boolean;
  readonly children: ReactNode;
};

/** A dialog in the app's style. */
export function DialogFrame({ opened, onClose, title, size, closable = true, children }: Props) {
  const isDrawing = useSession(isDrawingTool);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={`min(${size}px, calc(100vw - 48px))`}
      // A tool activated in the dialog is for the stage, which has keyboard focus by then.
      returnFocus={!isDrawing}
      closeOnClickOutside={closable}
      closeOnEscape={closable}
      withCloseButton={closable}
      classNames={{ title: classes.title, header: classes.header, content: classes.content, body: classes.body }}
      attributes={{
        // Mantine's header would count as a second banner of the page.
        header: { role: "presentation" },
        // While it fades out, keys already go to the page.
        content: { inert: !opened },
      }}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {children}
    </Modal>
  );
}
