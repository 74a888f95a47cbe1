import { useMemo } from "react";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import type { ViewId } from "@/editor";
import { keepIfPossible } from "@/library/siteData";
import { useScenario, useSession } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import type { PanesProps } from "./panesProps";
import { OtherCameras } from "./OtherCameras";
import { EmptyStage } from "./EmptyStage";
import { StagePane } from "./StagePane";
import shell from "../shell/shell.module.css";
import classes from "./stage.module.css";

/** The plan of a road and what a camera sees, side by side or one alone; or the plan and what all cameras see. */
export function RoadPanes({ editor, onMenu }: PanesProps) {
  const panes = useSession((session) => session.panes);
  const { siteData } = useServices();
  const storage = useMemo(
    () => ({
      getItem: (key: string) => siteData.local.getItem(key),
      setItem: (key: string, text: string) => keepIfPossible(siteData.local, key, text),
    }),
    [siteData],
  );
  const layout = useDefaultLayout({ id: "jaywalk-views", storage, onlySaveAfterUserInteractions: true });
  const pane = (id: ViewId) => <RoadPane key={id} editor={editor} id={id} onMenu={onMenu} />;
  if (panes === "plan") return pane("plan");
  if (panes === "camera") return pane("picture");
  if (panes === "all")
    return (
      <div className={classes.quad}>
        {pane("plan")}
        {pane("picture")}
        <OtherCameras />
      </div>
    );
  return (
    <Group orientation="horizontal" defaultLayout={layout.defaultLayout} onLayoutChanged={layout.onLayoutChanged}>
      <Panel id="plan" minSize={160}>
        {pane("plan")}
      </Panel>
      <Separator className={shell.separator} aria-label="Width of the plan" />
      <Panel id="camera" minSize={160}>
        {pane("picture")}
      </Panel>
    </Group>
  );
}

/** A view with its name in the corner: of the camera view, the camera's. */
function RoadPane({ editor, id, onMenu }: PanesProps & { readonly id: ViewId }) {
  // Where one draws first: on the plan, unless it is hidden.
  const hasInvitation = useSession(({ panes }) => (panes === "camera" ? "picture" : "plan") === id);
  const camera = useScenario(({ road }) => road?.cameras.find((each) => each.id === road.camera)?.name ?? "");
  return (
    <div className={classes.pane}>
      <StagePane editor={editor} id={id} label={id === "plan" ? "Plan view" : "Camera view"} onMenu={onMenu} />
      <span className={classes.paneName} aria-hidden>
        {id === "plan" ? "Plan" : camera}
      </span>
      {hasInvitation && <EmptyStage />}
    </div>
  );
}
