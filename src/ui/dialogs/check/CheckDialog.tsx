import { counted } from "@/core/text";
import { Button, Text } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconZip } from "@tabler/icons-react";
import { useState } from "react";
import { DialogFrame, type DialogProps } from "../DialogFrame";
import { FolderButton } from "../FolderButton";
import dialogs from "../dialogs.module.css";
import { chosenFiles } from "@/services/import/chosenFiles";
import { CheckResult } from "./CheckResult";
import type { LintCommand } from "@/services/check/protocol";
import { useBundleCheck } from "./useBundleCheck";
import classes from "./check.module.css";

/** Reads a bundle that was exported before, and says what is wrong with it. */
export function CheckDialog({ opened, onClose }: DialogProps) {
  return (
    <DialogFrame opened={opened} onClose={onClose} title="Check a bundle" size={620}>
      {opened && <Check />}
    </DialogFrame>
  );
}

function Check() {
  const [chosen, setChosen] = useState<{ readonly name: string; readonly command: LintCommand } | null>(null);
  const answer = useBundleCheck(chosen?.command ?? null);
  if (chosen)
    return (
      <>
        <p className={classes.chosen}>{chosen.name}</p>
        <CheckResult answer={answer} />
        <div className={classes.bar}>
          <Button variant="default" onClick={() => setChosen(null)}>
            Check another bundle
          </Button>
        </div>
      </>
    );
  return (
    <>
      <Dropzone
        multiple={false}
        onDrop={([file]) => {
          if (file) setChosen({ name: file.name, command: { kind: "zip", name: file.name, zip: file } });
        }}
        className={dialogs.dropzone}
        inputProps={{ "aria-label": "Bundle file" }}
      >
        <IconZip size={28} stroke={1.25} aria-hidden />
        <span>
          <b>Choose a bundle’s ZIP</b> or drop it here
        </span>
        <Text c="dimmed" size="xs">
          Reads the video, ground truth, scenario, manifest and every annotation format, and checks that they agree.
        </Text>
      </Dropzone>
      <div className={classes.bar}>
        <FolderButton
          label="Bundle folder"
          onFiles={(all) => {
            const files = chosenFiles(all).map(({ path, blob }) => ({ path: path.slice(path.indexOf("/") + 1), blob }));
            if (files.length > 0) setChosen({ name: counted(files.length, "file"), command: { kind: "files", files } });
          }}
        />
      </div>
    </>
  );
}
