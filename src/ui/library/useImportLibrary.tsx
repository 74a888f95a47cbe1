import { counted } from "@/core/text";
import { Alert, Button, Group, Radio, Stack } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import {
  IMPORT_RULES,
  compareArchive,
  readArchive,
  type ImportPreview,
  type ImportResult,
  type ImportRule,
  type LibraryArchive,
} from "@/library";
import { importLibrary } from "@/services/library/replacing";
import { notify } from "../shell/notify";
import { attempt } from "./attempt";
import classes from "./library.module.css";
import { useLibrary } from "./useLibrary";

/** More names than this are only counted. */
const MOST_NAMES = 6;

/** Imports a library's ZIP; asks first if something in it differs from the library, or is damaged. */
export function useImportLibrary(): { busy: boolean; importFile: (file: File) => void } {
  const services = useLibrary();
  const { database, follower } = services;
  const [busy, setBusy] = useState(false);
  const run = (work: () => Promise<void>) => {
    setBusy(true);
    void attempt("The library could not be imported", work).finally(() => setBusy(false));
  };
  const add = async (archive: LibraryArchive, rule: ImportRule) => {
    const result = await importLibrary(services, archive, rule);
    const tone = archive.damaged.length + result.incompleteVersions.length > 0 ? "warning" : "info";
    const message = `${[...described(result), ...leftOut(archive), ...incomplete(result.incompleteVersions)].join(", ")}.`;
    notify({ tone, title: "Library imported", message });
  };
  const importFile = (file: File) =>
    run(async () => {
      await follower.flush();
      const archive = await readArchive(file);
      const preview = await compareArchive(database, archive);
      if (preview.differing.length + archive.damaged.length + preview.incompleteVersions.length === 0) return add(archive, "both");
      const id = modals.open({
        title: "Import library",
        size: 520,
        children: (
          <ImportForm
            archive={archive}
            preview={preview}
            onCancel={() => modals.close(id)}
            onImport={(rule) => {
              modals.close(id);
              run(() => add(archive, rule));
            }}
          />
        ),
      });
    });
  return { busy, importFile };
}

const scenarios = (count: number) => counted(count, "scenario");
const versionsOf = (count: number) => counted(count, "version");
const sentence = (count: number, text: string) => (count > 0 ? [text] : []);

function described({ added, unchanged, inTrash, repaired, copied, replaced, leftOut: kept, versions }: ImportResult): string[] {
  const trash = inTrash > 0 ? ` (${inTrash} in the trash)` : "";
  return [
    added + versions === 0 ? "Nothing new" : `${scenarios(added)} and ${versionsOf(versions)} added`,
    ...sentence(unchanged, `${unchanged} already here${trash}`),
    ...sentence(repaired, `${repaired} damaged here and repaired`),
    ...sentence(copied, `${copied} added as “… (imported)”`),
    ...sentence(replaced, `${replaced} replaced; the previous ones are in the newest backup under Versions`),
    ...sentence(kept, `${kept} kept as they are here`),
  ];
}

const leftOut = ({ damaged }: LibraryArchive): string[] =>
  sentence(
    damaged.length,
    `${damaged.length === 1 ? "1 damaged part" : `${damaged.length} damaged parts`} left out: ${listed(damaged.map(({ path }) => path))}`,
  );

const incomplete = (names: readonly string[]): string[] =>
  sentence(
    names.length,
    `${versionsOf(names.length)} that cannot be fully restored because files are missing: ${listed(names.map((name) => `“${name}”`))}`,
  );

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

const RULES: Record<ImportRule, { label: string; description: string }> = {
  both: {
    label: "Keep both",
    description: "The ones in the file are added with “(imported)” in their names. Importing the file again adds nothing more.",
  },
  archive: { label: "Use the ones in the file", description: "The current library is first kept as a backup under Versions." },
  here: { label: "Keep the ones here", description: "The ones in the file are left out." },
};

type FormProps = {
  readonly archive: LibraryArchive;
  readonly preview: ImportPreview;
  readonly onImport: (rule: ImportRule) => void;
  readonly onCancel: () => void;
};

function ImportForm({ archive, preview, onImport, onCancel }: FormProps) {
  const [rule, setRule] = useState<ImportRule>("both");
  const { fresh, unchanged, repaired, differing, versions, incompleteVersions } = preview;
  const facts = [
    fresh.length + versions === 0
      ? "The file contains nothing new"
      : `New in the file: ${scenarios(fresh.length)} and ${versionsOf(versions)}`,
    ...sentence(unchanged.length, `${scenarios(unchanged.length)} already here`),
    ...sentence(repaired.length, `${scenarios(repaired.length)} damaged here, will be repaired`),
    ...incomplete(incompleteVersions.map(({ name }) => name)),
  ];
  return (
    <Stack gap={12}>
      <span>{facts.join(", ")}.</span>
      {differing.length > 0 && (
        <Radio.Group
          value={rule}
          onChange={(value) => setRule(IMPORT_RULES.find((known) => known === value) ?? "both")}
          label={
            `${differing.length === 1 ? "1 scenario differs" : `${differing.length} scenarios differ`} from the ones here: ` +
            `${listed(differing.map(({ archived, here }) => `“${here?.name ?? archived.scenario.name}”`))}`
          }
        >
          <Stack gap={8} mt={8}>
            {IMPORT_RULES.map((value) => (
              <Radio key={value} value={value} label={RULES[value].label} description={RULES[value].description} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {archive.damaged.length > 0 && (
        <Alert
          color="yellow"
          icon={<IconAlertTriangle size={16} stroke={1.75} aria-hidden />}
          title={
            archive.damaged.length === 1
              ? "1 part of the file is damaged and will be left out"
              : `${archive.damaged.length} parts of the file are damaged and will be left out`
          }
        >
          <ul className={classes.parts}>
            {archive.damaged.slice(0, MOST_NAMES).map(({ path, reason }) => (
              <li key={path}>
                {path}: {reason}
              </li>
            ))}
          </ul>
          {archive.damaged.length > MOST_NAMES && `and ${archive.damaged.length - MOST_NAMES} more. `}
          If you can, export the library again from where it came from.
        </Alert>
      )}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button onClick={() => onImport(rule)} data-autofocus>
          Import library
        </Button>
      </Group>
    </Stack>
  );
}
