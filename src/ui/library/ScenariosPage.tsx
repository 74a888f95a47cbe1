import { counted } from "@/core/text";
import { Alert, Button, CloseButton, FileButton, Loader, Select, TextInput } from "@mantine/core";
import {
  IconAlertTriangle,
  IconPackageExport,
  IconPackageImport,
  IconPlus,
  IconSearch,
  IconSortAscending,
  IconSortDescending,
  IconTrash,
} from "@tabler/icons-react";
import { useEffect, useMemo, useState, type RefObject } from "react";
import { ARCHIVE_LIMITS, SORT_KEYS, archiveStream, findScenarios, type LibraryContent, type SortKey } from "@/library";
import { useServices } from "../context/ServicesContext";
import { offerStream } from "@/services/files/downloadStream";
import type { Notice } from "@/services/notice";
import { IconAction } from "../shell/IconAction";
import { notify } from "../shell/notify";
import { sameFileAgain } from "../fields/sameFileAgain";
import { attempt } from "./attempt";
import classes from "./library.module.css";
import { useFollowedId, useLibrary, useLibraryContent } from "./useLibrary";
import { Nothing } from "./Nothing";
import { ScenarioGrid } from "./ScenarioGrid";
import { SelectionBar } from "./SelectionBar";
import { Sidebar, placeIn, queryOfPlace, type Place } from "./Sidebar";
import { useCardActions } from "./useCardActions";
import { useImportLibrary } from "./useImportLibrary";

const ICON = { size: 16, stroke: 1.75, "aria-hidden": true } as const;
const SORT_LABELS: Record<SortKey, string> = {
  updatedAt: "Last changed",
  createdAt: "Created",
  name: "Name",
  duration: "Length",
  actors: "Number of actors",
};

type Props = {
  /** Takes chosen scenarios to the suite. */
  readonly onRender: (ids: readonly string[]) => void;
  /** Is set to what Escape does here. */
  readonly escapeRef: RefObject<() => boolean>;
};

/** All scenarios of the library: find, order, open. */
export function ScenariosPage({ onRender, escapeRef }: Props) {
  const { content, fault } = useLibraryContent();
  if (fault)
    return (
      <div className={classes.empty}>
        <Alert color="red" icon={<IconAlertTriangle {...ICON} />} title="The library could not be shown">
          {fault.message}
        </Alert>
      </div>
    );
  if (!content)
    return (
      <div className={classes.empty}>
        <Loader size="sm" aria-label="Loading the library" />
      </div>
    );
  return <Scenarios content={content} onRender={onRender} escapeRef={escapeRef} />;
}

function Scenarios({ content, onRender, escapeRef }: Props & { content: LibraryContent }) {
  const [chosenPlace, setPlace] = useState<Place>({ kind: "all" });
  const [tags, setTags] = useState<readonly string[]>([]);
  const [text, setText] = useState("");
  const [sort, setSort] = useState<SortKey>("updatedAt");
  const [descending, setDescending] = useState(true);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const openId = useFollowedId();
  const { rows, folders } = content;
  const place = placeIn(content, chosenPlace);
  const trashed = rows.filter(({ trashedAt }) => trashedAt !== null);
  const goTo = (to: Place) => {
    setPlace(to);
    setSelection(new Set());
  };
  const shown = useMemo(
    () => findScenarios(rows, { text, tags, sort, descending, ...queryOfPlace(place, folders) }),
    [rows, folders, text, tags, sort, descending, place],
  );
  const actions = useCardActions(shown, setSelection);
  const chosen = shown.filter(({ id }) => selection.has(id));
  useEffect(() => {
    escapeRef.current = () => {
      setSelection(new Set());
      return chosen.length > 0;
    };
  });
  const SortIcon = descending ? IconSortDescending : IconSortAscending;
  return (
    <div className={classes.columns}>
      <Sidebar content={content} place={place} onPlace={goTo} tags={tags} onTags={setTags} />
      <div className={classes.main}>
        <div className={classes.tools}>
          <TextInput
            type="search"
            aria-label="Search scenarios"
            placeholder="Search name, tag, scene, weather"
            leftSection={<IconSearch {...ICON} />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            className={classes.search}
            rightSection={text !== "" && <CloseButton size="sm" aria-label="Clear search" onClick={() => setText("")} />}
            data-autofocus
          />
          <Select
            aria-label="Sort by"
            w={150}
            data={SORT_KEYS.map((key) => ({ value: key, label: SORT_LABELS[key] }))}
            value={sort}
            onChange={(value) => setSort(SORT_KEYS.find((key) => key === value) ?? "updatedAt")}
          />
          <IconAction label={descending ? "Sort ascending" : "Sort descending"} onClick={() => setDescending(!descending)}>
            <SortIcon {...ICON} />
          </IconAction>
          <span className={classes.count} role="status">
            {counted(shown.length, "scenario")}
          </span>
          {place.kind === "trash" && trashed.length > 0 && (
            <Button variant="default" leftSection={<IconTrash {...ICON} />} onClick={() => actions.remove(trashed.map(({ id }) => id))}>
              Empty trash
            </Button>
          )}
          <Transfer />
        </div>
        <div>
          <DamagedRecords content={content} />
          {chosen.length > 0 && (
            <SelectionBar
              chosen={chosen}
              content={content}
              trash={place.kind === "trash"}
              actions={actions}
              onRender={() => onRender(chosen.map(({ id }) => id))}
              onClear={() => setSelection(new Set())}
            />
          )}
        </div>
        {shown.length > 0 ? (
          <ScenarioGrid rows={shown} selection={selection} openId={openId} actions={actions} />
        ) : (
          <Nothing
            content={content}
            place={place}
            filtered={text.trim() !== "" || tags.length > 0}
            onClear={() => {
              setText("");
              setTags([]);
            }}
            onAll={() => goTo({ kind: "all" })}
          />
        )}
      </div>
    </div>
  );
}

/** Adding the open scenario to the library, and importing and exporting whole libraries. */
function Transfer() {
  const { database, follower } = useLibrary();
  const followed = useFollowedId();
  const { editor } = useServices();
  const { busy: importing, importFile } = useImportLibrary();
  const [busy, setBusy] = useState(false);
  const run = (title: string, work: () => Promise<void>) => {
    setBusy(true);
    void attempt(title, work).finally(() => setBusy(false));
  };
  return (
    <span className={classes.end}>
      <FileButton
        accept=".zip,application/zip"
        onChange={(file) => file && importFile(file)}
        inputProps={{ "aria-label": "Library file", ...sameFileAgain }}
      >
        {(props) => (
          <Button
            variant="default"
            aria-label="Import library"
            leftSection={<IconPackageImport {...ICON} />}
            loading={importing}
            {...props}
          >
            Import
          </Button>
        )}
      </FileButton>
      <Button
        variant="default"
        aria-label="Export library"
        leftSection={<IconPackageExport {...ICON} />}
        loading={busy}
        onClick={() =>
          run("The library could not be exported", async () => {
            await follower.flushOrThrow();
            const archive = countingBytes(await archiveStream(database));
            await offerStream(archive.stream, "jaywalk-library.zip");
            if (archive.bytes() > ARCHIVE_LIMITS.totalBytes) notify(TOO_LARGE_TO_IMPORT);
          })
        }
      >
        Export
      </Button>
      {followed === null && (
        <Button leftSection={<IconPlus {...ICON} />} onClick={() => void attempt("The scenario could not be added", follower.add)}>
          Add “{shortName(editor.document.getState().scenario.name)}”
        </Button>
      )}
    </span>
  );
}

/** An import is checked as a whole before anything changes, and therefore has to fit into memory. */
const TOO_LARGE_TO_IMPORT: Notice = {
  tone: "warning",
  title: "The exported file is too large for Import library",
  message:
    "It is complete, but only files of up to 1 GB can be imported. Unpacked, it is a folder for the command jaywalk versions, and its " +
    "scenarios can be opened one by one. To export less, clean up versions that you no longer need.",
  isAboutBrowser: true,
};

/** A stream, and how many bytes of it have been read. */
function countingBytes(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
  let bytes = 0;
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (piece, controller) => {
      bytes += piece.byteLength;
      controller.enqueue(piece);
    },
  });
  return { stream: stream.pipeThrough(counter), bytes: () => bytes };
}

const shortName = (name: string): string => (name.length > 22 ? `${name.slice(0, 21).trimEnd()}…` : name);

function DamagedRecords({ content }: { content: LibraryContent }) {
  const { library } = useLibrary();
  if (content.damaged.length === 0) return null;
  return (
    <Alert color="red" icon={<IconAlertTriangle {...ICON} />} title={`${content.damaged.length} damaged records`} mx={16} mb={8}>
      {content.damaged.map(({ id, name, reason }) => (
        <p key={id}>
          “{name}” ({reason}).{" "}
          <Button variant="default" onClick={() => void attempt("The record could not be deleted", () => library.remove([id]))}>
            Delete this record
          </Button>
        </p>
      ))}
      Restore them from a version, or delete them. The other scenarios are not affected.
    </Alert>
  );
}
