import { DialogFrame, type DialogProps } from "../DialogFrame";
export function ExportDialog({ opened, onClose }: DialogProps) {
  return <DialogFrame opened={opened} onClose={onClose} title="Export video" size={560}>…</DialogFrame>;
}
