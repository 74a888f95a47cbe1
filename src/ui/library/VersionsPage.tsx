import { counted } from "@/core/text";
import { Alert, Button, Checkbox, NumberInput, Radio, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconHistory, IconPin } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { watchVersions } from "@/library";
import { DEFAULT_KEEP, keepOf, verifyVersions, type ListedVersions, type Verification, type VersionRecord } from "@/library/versions";
import { formatBytes } from "@/core/text";
import { cleanUpVersions, createVersion, recoverVersions, restoreVersion } from "@/services/library/replacing";
import { IconAction } from "../shell/IconAction";
import { notify } from "../shell/notify";
import { confirm } from "./askForName";
import { attempt } from "./attempt";
import { Comparison, PRESENT } from "./Comparison";
import classes from "./library.module.css";
import { VersionPictures } from "./VersionPictures";
import { useLibrary } from "./useLibrary";

const ICON = { size: 16, stroke: 1.75, "aria-hidden": true } as const;

/** Snapshots of the library: create, compare, restore, clean up, verify. */
export function VersionsPage() {
  const services = useLibrary();
  const { versions, database } = services;
  const [listed, setListed] = useState<ListedVersions | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [pair, setPair] = useState<{ before: string; after: string } | null>(null);
  useEffect(() => {
    const refresh = () =>
      void versions.list().then(
        (found) => setListed(found),
        (error: unknown) => setFault(error instanceof Error ? error.message : String(error)),
      );
    return watchVersions(database, refresh, (error) => setFault(error.message));
  }, [versions, database]);
  useEffect(() => {
    void attempt("An interrupted restore could not be completed", async () => {
      if (await recoverVersions(services))
        notify({
          tone: "info",
          title: "A restore was interrupted",
          message: "It has now been completed. The state before it is kept as a backup in this list.",
        });
    });
  }, [services]);

  if (fault !== null)
    return (
      <div className={classes.empty}>
        <Alert color="red" icon={<IconAlertTriangle {...ICON} />} title="The versions could not be shown">
          {fault}
        </Alert>
      </div>
    );
  const all = listed?.versions ?? [];
  return (
    <div className={classes.rows}>
      <div className={classes.section}>
        <NewVersion names={all.map(({ name }) => name)} />
        {listed?.damaged.map(({ key, reason }) => (
          <Alert key={key} color="red" icon={<IconAlertTriangle {...ICON} />}>
            {reason}
          </Alert>
        ))}
        {all.length === 0 && listed !== null && (
          <div className={classes.blank}>
            <IconHistory size={40} stroke={1} aria-hidden />
            <p>
              A version is a snapshot of the whole library, so that results can state which data they were measured on. Identical scenarios
              are stored once.
            </p>
            <p>Name your first version above.</p>
          </div>
        )}
        {all.length > 0 && (
          <table className={classes.table}>
            <thead>
              <tr>
                <th>Before</th>
                <th>After</th>
                <th>Version</th>
                <th>Pictures</th>
                <th>Created</th>
                <th data-number>Files</th>
                <th data-number>Size</th>
                <td />
              </tr>
            </thead>
            <tbody>
              <tr>
                <td />
                <td>
                  <Choice
                    label="Compare with the current library"
                    checked={pair?.after === PRESENT}
                    onChange={() => setPair({ before: all[0]?.id ?? "", ...pair, after: PRESENT })}
                  />
                </td>
                <td colSpan={6}>The current library</td>
              </tr>
              {all.map((version) => (
                <VersionRow
                  key={version.id}
                  version={version}
                  current={listed?.current === version.id}
                  before={
                    <Choice
                      label={`Compare from ${version.name}`}
                      checked={pair?.before === version.id}
                      onChange={() => setPair({ after: PRESENT, ...pair, before: version.id })}
                    />
                  }
                  after={
                    <Choice
                      label={`Compare with ${version.name}`}
                      checked={pair?.after === version.id}
                      onChange={() => setPair({ before: all[0]?.id ?? "", ...pair, after: version.id })}
                    />
                  }
                />
              ))}
            </tbody>
          </table>
        )}
        {pair && <Comparison key={`${pair.before} ${pair.after}`} before={pair.before} after={pair.after} />}
        {all.length > 0 && <Upkeep />}
      </div>
    </div>
  );
}

function Choice({ label, checked, onChange }: { label: string; checked: boolean; onChange: () => void }) {
  return <Radio size="xs" aria-label={label} checked={checked} onChange={onChange} />;
}

function NewVersion({ names }: { names: readonly string[] }) {
  const services = useLibrary();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [pinned, setPinned] = useState(false);
  const [busy, setBusy] = useState(false);
  const isInUse = names.includes(name.trim());
  const create = async () => {
    setBusy(true);
    const made = await attempt("The version could not be created", () => createVersion(services, { name, description, pinned }));
    setBusy(false);
    if (!made) return;
    setName("");
    setDescription("");
    setPinned(false);
  };
  return (
    <form
      className={classes.bar}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <TextInput
        label="Name"
        placeholder="1.0.0"
        w={180}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={200}
        error={isInUse ? "Another version has this name; choose a different one" : null}
      />
      <TextInput label="Description" w={380} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
      <Checkbox label="Pinned" checked={pinned} onChange={(event) => setPinned(event.currentTarget.checked)} mb={6} />
      <Button type="submit" disabled={name.trim() === "" || isInUse} loading={busy}>
        Create version
      </Button>
    </form>
  );
}

/** A backup's own name is its time to the millisecond. */
const labelOf = ({ kind, name }: VersionRecord): string => (kind === "backup" ? "Backup" : name);

type RowProps = {
  readonly version: VersionRecord;
  readonly current: boolean;
  readonly before: React.ReactNode;
  readonly after: React.ReactNode;
};

function VersionRow({ version, current, before, after }: RowProps) {
  const services = useLibrary();
  const { versions, alone } = services;
  const { id, name, description, createdAt, files, bytes, pinned, kind } = version;
  const label = labelOf(version);
  const restore = () =>
    confirm({
      title: `Restore “${label}”?`,
      text: "The library will be as it was then. Its current state is first kept as a backup in this list.",
      button: "Restore version",
      onConfirm: () =>
        void attempt("The version could not be restored", async () => {
          const { backup, written, removed } = await restoreVersion(services, id);
          notify(
            backup
              ? {
                  tone: "info",
                  title: `“${label}” was restored`,
                  message: `${counted(written, "file")} written, ${removed} removed. The previous state is kept as a backup in this list.`,
                }
              : { tone: "info", title: `The library already matches “${label}”`, message: "Nothing was changed." },
          );
        }),
    });
  return (
    <tr>
      <td>{before}</td>
      <td>{after}</td>
      <td>
        <strong>{label}</strong> {current && <span className={classes.note}>(last created or restored)</span>}
        {description !== "" && <div className={classes.note}>{description}</div>}
      </td>
      <td>
        <VersionPictures version={version} />
      </td>
      <td>{new Date(createdAt).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}</td>
      <td data-number>{files}</td>
      <td data-number>{formatBytes(bytes)}</td>
      <td>
        <span className={classes.rowActions}>
          {kind === "version" && (
            <IconAction
              label={pinned ? `Unpin ${name}` : `Pin ${name}`}
              pressed={pinned}
              onClick={() => void attempt("The version could not be changed", () => alone(() => versions.setPinned(id, !pinned)))}
            >
              <IconPin {...ICON} />
            </IconAction>
          )}
          <Button variant="default" leftSection={<IconHistory {...ICON} />} onClick={restore}>
            Restore
          </Button>
        </span>
      </td>
    </tr>
  );
}

/** Clean up and verify. */
function Upkeep() {
  const services = useLibrary();
  const { versions } = services;
  const [typed, setTyped] = useState<string | number>(DEFAULT_KEEP);
  const keep = keepOf(typed);
  const [checked, setChecked] = useState<Verification | null>(null);
  const [busy, setBusy] = useState(false);
  const verify = () => {
    setBusy(true);
    void attempt("The versions could not be verified", async () => setChecked(await verifyVersions(versions))).finally(() =>
      setBusy(false),
    );
  };
  const clean = () =>
    confirm({
      title: "Remove old versions?",
      text: `All but the newest ${keep} will be removed. Pinned versions and backups from the last week are kept.`,
      button: "Remove old versions",
      onConfirm: () =>
        void attempt("No versions could be removed", async () => {
          const { removed, objectsRemoved } = await cleanUpVersions(services, keep);
          if (removed.length === 0)
            notify({ tone: "info", title: "Nothing to clean up", message: `There are no versions to remove beyond the newest ${keep}.` });
          else
            notify({
              tone: "info",
              title: `${counted(removed.length, "version")} removed`,
              message: `${objectsRemoved} unused stored files were deleted with them.`,
            });
        }),
    });
  return (
    <div className={classes.bar}>
      <NumberInput label="Versions to keep" w={130} min={0} max={1000} value={typed} onChange={setTyped} onBlur={() => setTyped(keep)} />
      <Button variant="default" onClick={clean}>
        Clean up
      </Button>
      <Button variant="default" loading={busy} onClick={verify} leftSection={<IconCircleCheck {...ICON} />}>
        Verify checksums
      </Button>
      {checked && (
        <div role="status">
          {checked.damages.length === 0 ? (
            <span className={classes.state} data-state="done">
              {counted(checked.objects, "object")} of {counted(checked.versions, "version")} are undamaged
            </span>
          ) : (
            checked.damages.map(({ object, kind, reason, paths, versions: names }) => (
              <div key={object} className={classes.state} data-state="failed">
                Damaged {kind} {object.slice(0, 12)}: {reason}; {paths.join(", ")} in {names.join(", ")}
              </div>
            ))
          )}
        </div>
      )}
    </div>
  );
}
