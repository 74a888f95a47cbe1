import { useState, type ComponentType } from "react";
import type { World } from "@/core/scene";
import type { Editor } from "@/editor";
import { useWorld } from "../context/EditorContext";
import { LiveDescription } from "./LiveDescription";
import type { PanesProps } from "./panesProps";
import { PicturePane } from "./PicturePane";
import { RoadPanes } from "./RoadPanes";
import { StageControls } from "./StageControls";
import { StageMenu, type MenuPlace } from "./StageMenu";
import classes from "./stage.module.css";

const PANES: Readonly<Record<World["kind"], ComponentType<PanesProps>>> = { picture: PicturePane, road: RoadPanes };

/** The stage: the picture or, of a road scenario, the plan and what a camera sees. */
export function StageView({ editor }: { editor: Editor }) {
  const Panes = PANES[useWorld().kind];
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  return (
    <div className={classes.root}>
      <Panes editor={editor} onMenu={setMenu} />
      <LiveDescription editor={editor} />
      <StageControls />
      <StageMenu place={menu} onClose={() => setMenu(null)} />
    </div>
  );
}
