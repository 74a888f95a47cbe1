import { Button } from "@mantine/core";
import { IconFolder } from "@tabler/icons-react";
import { useRef } from "react";

type Props = {
  /** What the folder contains, for assistive technology. */
  readonly label: string;
  /** Called with the folder's files, never none. */
  readonly onFiles: (files: readonly File[]) => void;
};

/** A button that lets the user choose a folder, with everything in it. */
export function FolderButton({ label, onFiles }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFolder size={16} stroke={1.75} />}
        onClick={() => {
          if (!input.current) return;
          input.current.webkitdirectory = true;
          input.current.click();
        }}
      >
        Choose folder
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // Emptied, so that the same folder can be chosen again after it was corrected.
          currentTarget.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
