import { useState } from "react";
import type { Editor } from "@/editor";
import { useScenario } from "../context/EditorContext";
import { EmptyStage } from "./EmptyStage";
import { LiveDescription } from "./LiveDescription";
import { RoadPanes } from "./RoadPanes";
import { Rulers } from "./Rulers";
import { StageControls } from "./StageControls";
import { StageMenu, type MenuPlace } from "./StageMenu";
import { StagePane } from "./StagePane";
import classes from "./stage.module.css";

/** The stage: the picture or, of a road scenario, the plan and what a camera sees. */
export function StageView({ editor }: { editor: Editor }) {
  const onRoad = useScenario(({ road }) => road !== undefined);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  return (
    <div className={classes.root}>
      {onRoad ? <RoadPanes editor={editor} onMenu={setMenu} /> : <StagePane editor={editor} id="picture" label="Stage" onMenu={setMenu} />}
      <LiveDescription editor={editor} />
      {!onRoad && <EmptyStage />}
      {!onRoad && <Rulers />}
      <StageControls />
      <StageMenu place={menu} onClose={() => setMenu(null)} />
    </div>
  );
}
