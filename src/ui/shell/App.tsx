import { useMemo } from "react";
import { Group, Panel, Separator, useDefaultLayout, useGroupRef } from "react-resizable-panels";
import { keepIfPossible } from "@/library/siteData";
import { useSession } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { DetectorPanel } from "../detection/DetectorPanel";
import { detectorTab } from "../detection/detectorTab";
import { isCramped, isFolded } from "../panels/folding";
import { Inspector } from "../panels/Inspector";
import { useFollowing } from "../panels/useFollowing";
import { StageView } from "../stage";
import { Timeline } from "../timeline/Timeline";
import { Dialogs } from "../dialogs/Dialogs";
import { ErrorBoundary } from "./ErrorBoundary";
import { Notices } from "./notify";
import { ShowInspector } from "./ShowInspector";
import { ToolPalette } from "./ToolPalette";
import { Tour } from "./Tour";
import { TopBar } from "./TopBar";
import { useClipboard } from "./useClipboard";
import { useFolding } from "./useFolding";
import { useKeyboard } from "./useKeyboard";
import { useResizeEscape } from "./useResizeEscape";
import { useRoom } from "./useRoom";
import classes from "./shell.module.css";

/** The height of the collapsed timeline, in CSS pixels. */
const TRANSPORT_HEIGHT = 40;

/** The whole page: bar, tools, stage, inspector and timeline. */
export function App() {
  const { editor, files, siteData } = useServices();
  useKeyboard();
  useClipboard();
  useRoom(editor);
  useFollowing(editor);
  const storage = useMemo(
    () => ({
      getItem: (key: string) => siteData.local.getItem(key),
      setItem: (key: string, text: string) => keepIfPossible(siteData.local, key, text),
    }),
    [siteData],
  );
  const rows = useDefaultLayout({ id: "jaywalk-rows", storage, onlySaveAfterUserInteractions: true });
  const [rowsGroup, columnsGroup] = [useGroupRef(), useGroupRef()];
  useResizeEscape(rowsGroup, columnsGroup);
  const withDetector = useSession(({ panels }) => detectorTab(panels) !== null);
  const narrow = useSession(({ panels }) => isCramped(panels, "inspector"));
  const folded = useSession(({ panels }) => isFolded(panels, "inspector"));
  const inspector = useFolding("inspector", columnsGroup, narrow, !withDetector);
  const timeline = useFolding("timeline", rowsGroup);
  const columns = useDefaultLayout({
    id: "jaywalk-columns",
    panelIds: ["stage", withDetector && !narrow ? "detector" : "inspector"],
    storage,
    onlySaveAfterUserInteractions: true,
  });
  return (
    <div className={classes.app}>
      <TopBar />
      <main className={classes.main}>
        <Group groupRef={rowsGroup} orientation="vertical" defaultLayout={rows.defaultLayout} onLayoutChanged={rows.onLayoutChanged}>
          <Panel id="work" minSize={120}>
            <div className={classes.work}>
              <ToolPalette />
              <Group
                groupRef={columnsGroup}
                orientation="horizontal"
                defaultLayout={columns.defaultLayout}
                onLayoutChanged={columns.onLayoutChanged}
              >
                <Panel id="stage" minSize={280}>
                  <section className={classes.stage} aria-label="Stage area">
                    <ErrorBoundary part="The stage" onSave={files.save}>
                      <StageView editor={editor} />
                    </ErrorBoundary>
                    {folded && !withDetector && <ShowInspector />}
                    <Notices />
                  </section>
                </Panel>
                <Separator
                  className={classes.separator}
                  disabled={narrow}
                  style={narrow ? { visibility: "hidden" } : {}}
                  aria-label={withDetector ? "Detector panel width" : "Inspector width"}
                />
                {withDetector && !narrow ? (
                  <Panel id="detector" defaultSize={432} minSize={360} maxSize={760} groupResizeBehavior="preserve-pixel-size">
                    <SidePanel withDetector />
                  </Panel>
                ) : (
                  <Panel
                    {...inspector}
                    id="inspector"
                    defaultSize={320}
                    minSize={280}
                    maxSize={420}
                    collapsible
                    groupResizeBehavior="preserve-pixel-size"
                  >
                    {!narrow && <SidePanel withDetector={false} />}
                  </Panel>
                )}
              </Group>
              {narrow && (withDetector || !folded) && (
                <div className={classes.overStage} data-wide={withDetector || undefined}>
                  <SidePanel withDetector={withDetector} />
                </div>
              )}
            </div>
          </Panel>
          <Separator className={classes.separator} aria-label="Timeline height" />
          <Panel
            {...timeline}
            id="timeline"
            defaultSize={236}
            minSize={120}
            maxSize="65%"
            collapsible
            collapsedSize={TRANSPORT_HEIGHT}
            groupResizeBehavior="preserve-pixel-size"
          >
            <section className={classes.timeline} aria-label="Timeline">
              <ErrorBoundary part="The timeline" onSave={files.save}>
                <Timeline />
              </ErrorBoundary>
            </section>
          </Panel>
        </Group>
      </main>
      <Dialogs />
      <Tour />
    </div>
  );
}

/** The inspector, or the detector in its place: next to the stage, or over it in a narrow window. */
function SidePanel({ withDetector }: { withDetector: boolean }) {
  const { files } = useServices();
  return (
    <section className={classes.inspector} aria-label={withDetector ? "Detector" : "Inspector"}>
      <ErrorBoundary key={String(withDetector)} part={withDetector ? "The detector panel" : "The inspector"} onSave={files.save}>
        {withDetector ? <DetectorPanel /> : <Inspector />}
      </ErrorBoundary>
    </section>
  );
}
