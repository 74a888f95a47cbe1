import { Alert, Button } from "@mantine/core";
import { IconAlertTriangle, IconFileImport } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { evenSize, LIMITS } from "@/core/document";
import { selectionOf } from "@/editor";
import { openQuestion } from "@/formats";
import { useScenario } from "../../context/EditorContext";
import { VideoChoice } from "../../fields/VideoChoice";
import { createVideoReader, readingText } from "@/services/files/videoReader";
import { everyFrame, stillsInto } from "@/services/files/videoStills";
import { footageProblems } from "@/services/import/footage";
import { useServices } from "../../context/ServicesContext";
import { counted, sentence } from "@/core/text";
import { notify } from "../../shell/notify";
import { Findings, countFindings } from "../findings/Findings";
import { ClassTable } from "./ClassTable";
import { FitFacts } from "./FitFacts";
import { addImported, scenarioOf, withFreeIds, type Imported } from "@/services/import/imported";
import type { ImportSession } from "@/services/import/importSession";
import type { ImportSummary } from "@/services/import/protocol";
import { importedFrames, lacksFrameSize, mappingOf, withFootage, type ImportSettings } from "@/services/import/settings";
import { ImportPreview } from "./ImportPreview";
import { ReadingChoice } from "./ReadingChoice";
import { SourceFields } from "./SourceFields";
import { TargetFields } from "./TargetFields";
import { takeFitted, useFit, type Rereading } from "./useImport";
import classes from "./import.module.css";

type Props = {
  readonly summary: ImportSummary;
  readonly settings: ImportSettings;
  readonly session: { readonly current: ImportSession | null };
  readonly onChange: (change: Partial<ImportSettings>) => void;
  readonly onReread: (change: Rereading) => void;
  readonly onOtherFiles: () => void;
  readonly onDone: () => void;
};

/** What the files contain, what it becomes, and what cannot be imported. */
export function ImportForm({ summary, settings, session, onChange, onReread, onOtherFiles, onDone }: Props) {
  const { editor, pictures, files } = useServices();
  const open = useScenario((scenario) => scenario);
  const [fault, setFault] = useState<string | null>(null);
  const [taking, setTaking] = useState(false);
  const [videos] = useState(() => createVideoReader(stillsInto(pictures)));
  useEffect(() => videos.cancel, [videos]);
  const reading = useStore(videos.reading);
  const readingVideo = readingText(reading);
  const { choices, tolerance, target } = settings;
  const { width, height } = target === "open" ? open.video : evenSize(settings);
  const fitSettings = useMemo(
    () => ({ frame: { width, height }, tolerance, mapping: mappingOf(choices) }),
    [width, height, tolerance, choices],
  );
  const { fit, current, fault: fitFault } = useFit(session, summary, fitSettings);
  const question = openQuestion(summary.questions);
  const { background } = settings;
  const problems = [
    ...(background?.kind === "footage" ? footageProblems(background, summary) : []),
    ...summary.problems,
    ...(fit?.problems ?? []),
  ];
  const tooMany = target === "open" && open.actors.length + (fit?.actors ?? 0) > LIMITS.actors;
  const ready = current && fit !== null && fit.actors > 0 && !tooMany;

  /** The dialog closes last: errors before that are shown in it. */
  const take = async () => {
    setFault(null);
    setTaking(true);
    try {
      const parts = { ...(await takeFitted(session)), frames: importedFrames(summary, settings) };
      const video = { id: crypto.randomUUID(), name: settings.name, width, height, fps: settings.fps };
      const bare = { ...parts, background: background?.kind === "picture" ? background : null };
      const { opening, scenario: before } = editor.document.getState();
      let imported: Imported = bare;
      if (background?.kind === "footage" && background.isShown) {
        const scenario = target === "new" ? scenarioOf(bare, video) : addImported(bare, before).apply(before);
        const stills = await videos.read(background.file, everyFrame(scenario));
        if (!stills) return;
        imported = { ...bare, background: { kind: "video", name: background.name, ...stills } };
      }
      if (target === "open" && editor.document.getState().opening !== opening)
        throw new Error("Another scenario was opened in the meantime. Check the target, then import again");
      if (target === "new") await files.open(scenarioOf(imported, video));
      else addToOpen(imported);
      onDone();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setTaking(false);
    }
  };

  /** A chosen video may provide the frame size with which boxes given as fractions are read. */
  const retarget = (change: Partial<ImportSettings>) => {
    const completed = withFootage(change, summary);
    if (completed.width !== undefined && lacksFrameSize(summary)) onReread(completed);
    else onChange(completed);
  };

  const addToOpen = (imported: Imported) => {
    const before = editor.document.getState().scenario;
    const actors = withFreeIds(imported.actors, before);
    if (editor.run(addImported({ ...imported, actors }, before)) === before) return;
    editor.session.setState({ selection: selectionOf({ actors: actors.slice(0, 1).map(({ id }) => id) }) });
    const renamed = actors.filter(({ trackId }, index) => trackId !== imported.actors[index]?.trackId).length;
    notify({
      tone: "info",
      title: `Added ${counted(actors.length, "actor")}`,
      message: renamed > 0 ? `${renamed} had track IDs that were already in use, and got new ones.` : "All kept their track IDs.",
      action: { label: "Undo import", run: editor.undo },
    });
  };

  const trouble =
    fault ??
    fitFault ??
    (tooMany ? `A scenario has at most ${LIMITS.actors} actors. Leave out a class, or import into a new scenario` : null);
  return (
    <div className={classes.form}>
      <div className={classes.column}>
        <SourceFields summary={summary} settings={settings} onChange={onChange} onReread={onReread} />
        <TargetFields settings={settings} openName={open.name} onChange={retarget} />
      </div>
      <div className={classes.column}>
        {question ? (
          <ReadingChoice question={question} onChoose={(reading) => onReread({ readings: { [question.topic]: reading } })} />
        ) : (
          <>
            {summary.boxes > 0 && <ImportPreview summary={summary} session={session} width={settings.width} height={settings.height} />}
            <ClassTable
              summary={summary}
              choices={choices}
              onChoose={(label, choice) => onChange({ choices: { ...choices, [label]: choice } })}
            />
            <FitFacts fit={fit} current={current} tolerance={tolerance} onTolerance={(next) => onChange({ tolerance: next })} />
          </>
        )}
        {problems.length > 0 && (
          <section aria-label="Needs attention">
            <h3 className={classes.heading}>
              Needs attention <span>{countFindings(problems)}</span>
            </h3>
            <Findings findings={problems} label="Import problems" />
          </section>
        )}
        {trouble !== null && (
          <Alert color="red" icon={<IconAlertTriangle size={16} />} title="These files cannot be imported">
            {sentence(trouble)}
          </Alert>
        )}
      </div>
      <div className={classes.actions}>
        <VideoChoice reading={reading} />
        {readingVideo === null ? (
          <Button variant="default" onClick={onOtherFiles}>
            Choose other files
          </Button>
        ) : (
          <Button variant="default" onClick={videos.cancel}>
            Cancel
          </Button>
        )}
        <Button
          leftSection={<IconFileImport size={16} stroke={1.75} />}
          disabled={!ready || (taking && readingVideo !== null)}
          loading={taking && readingVideo === null}
          onClick={() => void take()}
          data-autofocus
        >
          {readingVideo ?? (fit && fit.actors > 0 ? `Import ${fit.actors} ${fit.actors === 1 ? "actor" : "actors"}` : "Import")}
        </Button>
      </div>
    </div>
  );
}
