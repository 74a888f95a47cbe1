import { ActionIcon, Text, Tooltip } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconFileImport, IconTrash } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { SlimScenario } from "@/core/document";
import { tellingFrame } from "@/core/scene";
import { isExchangeFile } from "@/exchange";
import type { DraftSummary } from "@/library/autosave";
import { useScenario } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { Picture } from "../pictures/Picture";
import { notify } from "../shell/notify";
import { DialogFrame, type DialogProps } from "./DialogFrame";
import classes from "./dialogs.module.css";

/** A file from the disk, or a scenario stored in this browser. */
export function OpenDialog({ opened, onClose }: DialogProps) {
  const { files, dialogs } = useServices();
  return (
    <DialogFrame opened={opened} onClose={onClose} title="Open a scenario" size={520}>
      <Dropzone
        multiple={false}
        onDrop={([file]) => {
          onClose();
          if (file && isExchangeFile(file.name)) dialogs.setState({ open: "import", files: [file] });
          else if (file) void files.openFile(file);
        }}
        classNames={{ root: classes.dropzone, inner: classes.dropInner }}
        inputProps={{ "aria-label": "Scenario file" }}
      >
        <IconFileImport size={28} stroke={1.25} aria-hidden />
        <span>
          <b>Choose a scenario file</b> or drop it here
        </span>
        <Text c="dimmed" size="xs">
          A scenario.json saved by Jaywalk, an exported ZIP, or an OpenSCENARIO or OpenDRIVE file. You can also drop files anywhere on the
          page.
        </Text>
      </Dropzone>
      <Drafts onClose={onClose} />
    </DialogFrame>
  );
}

function Drafts({ onClose }: { onClose: () => void }) {
  const { files, autosave } = useServices();
  const [drafts, setDrafts] = useState<readonly DraftSummary[] | null>(null);
  // Opening a scenario adds another draft.
  const openId = useScenario(({ id }) => id);
  useEffect(() => {
    let wanted = true;
    autosave.list().then(
      (found) => {
        if (wanted) setDrafts(found);
      },
      () => {
        if (wanted) setDrafts([]);
      },
    );
    return () => {
      wanted = false;
    };
  }, [autosave, openId]);

  const remove = ({ id, name }: DraftSummary) => {
    autosave.remove(id).then(
      (isRemoved) => {
        if (isRemoved) setDrafts((shown) => shown?.filter((draft) => draft.id !== id) ?? null);
        else notify({ tone: "warning", title: "Not deleted", message: `“${name}” is open in another tab. Close that tab first.` });
      },
      () =>
        notify({ tone: "error", title: "Not deleted", message: "The browser’s storage did not respond. Reload the page and try again." }),
    );
  };
  const others = drafts?.filter(({ id }) => id !== autosave.present()) ?? [];
  return (
    <section aria-label="Saved in this browser">
      <h3 className={classes.groupTitle}>Saved in this browser</h3>
      {drafts !== null && others.length === 0 && <p className={classes.quiet}>Scenarios you have worked on appear here.</p>}
      <ul className={classes.drafts}>
        {others.map((draft) => {
          const { id, name, savedAt } = draft;
          return (
            <li key={id} className={classes.draft}>
              <button
                type="button"
                className={classes.draftButton}
                onClick={() => {
                  onClose();
                  void files.openDraft(id);
                }}
              >
                <DraftPicture id={id} />
                <span className={classes.draftName}>{name}</span>
                <span className={classes.draftTime}>{whenText(savedAt)}</span>
              </button>
              <Tooltip label="Delete this draft">
                <ActionIcon aria-label={`Delete draft ${name}`} onClick={() => remove(draft)}>
                  <IconTrash size={15} stroke={1.75} />
                </ActionIcon>
              </Tooltip>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The draft's representative frame; its place stays empty if the draft cannot be read. */
function DraftPicture({ id }: { id: string }) {
  const { autosave } = useServices();
  const [scenario, setScenario] = useState<SlimScenario | null>(null);
  useEffect(() => {
    let wanted = true;
    autosave.read(id).then(
      (draft) => {
        if (wanted && draft) setScenario(draft.scenario);
      },
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [autosave, id]);
  return (
    <span className={classes.draftPicture}>
      {scenario && <Picture className={classes.draftPicture} scenario={scenario} frame={tellingFrame(scenario)} />}
    </span>
  );
}

const whenText = (time: number): string => new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
