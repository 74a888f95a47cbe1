import { Button, Menu } from "@mantine/core";
import {
  IconAspectRatio,
  IconCheck,
  IconLayoutColumns,
  IconLayoutGrid,
  IconMagnet,
  IconMap2,
  IconMinus,
  IconPlus,
  IconStack2,
  IconVideo,
} from "@tabler/icons-react";
import { useSyncExternalStore, type ComponentType } from "react";
import type { World } from "@/core/scene";
import { OVERLAYS, activeView, currentView } from "@/editor";
import { useEditor, useWorld } from "../context/EditorContext";
import { useAction } from "../context/useAction";
import { ActionButton } from "../shell/ActionButton";
import { MenuAction } from "../shell/MenuAction";
import classes from "./stage.module.css";
import { isFittedAnew } from "./plan/watchPlan";

const ICON = { size: 16, stroke: 1.75 };

/** Which views are shown, where there is more than one. */
const PANE_CHOICE: Readonly<Record<World["kind"], ComponentType>> = { picture: () => null, road: PaneButtons };

/** Zoom, snapping and overlays, in the stage's lower right corner. */
export function StageControls() {
  const PaneChoice = PANE_CHOICE[useWorld().kind];
  return (
    <div className={classes.controls} role="toolbar" aria-label="View">
      <PaneChoice />
      <ActionButton action="view.snapping" position="top">
        <IconMagnet {...ICON} />
      </ActionButton>
      <OverlayMenu />
      <span className={classes.divider} />
      <ActionButton action="view.zoom-out" position="top">
        <IconMinus {...ICON} />
      </ActionButton>
      <ZoomMenu />
      <ActionButton action="view.zoom-in" position="top">
        <IconPlus {...ICON} />
      </ActionButton>
      <ActionButton action="view.zoom-fit" position="top">
        <IconAspectRatio {...ICON} />
      </ActionButton>
    </div>
  );
}

/** Plan, both, camera or all cameras: one of them is on. */
function PaneButtons() {
  return (
    <>
      <ActionButton action="view.panes-plan" position="top">
        <IconMap2 {...ICON} />
      </ActionButton>
      <ActionButton action="view.panes-both" position="top">
        <IconLayoutColumns {...ICON} />
      </ActionButton>
      <ActionButton action="view.panes-camera" position="top">
        <IconVideo {...ICON} />
      </ActionButton>
      <ActionButton action="view.panes-all" position="top">
        <IconLayoutGrid {...ICON} />
      </ActionButton>
      <span className={classes.divider} />
    </>
  );
}

/** The zoom of the active view: percent of a picture, CSS pixels to a metre of a plan. */
function useZoom(): string {
  const editor = useEditor();
  const subscribe = (listener: () => void) => {
    const stops = [
      editor.document.subscribe(listener),
      editor.session.subscribe(listener),
      editor.transient.subscribe((state, before) => {
        if (state.viewport !== before.viewport || isFittedAnew(state, before) || state.activeView !== before.activeView) listener();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  };
  return useSyncExternalStore(subscribe, () => {
    const { scale } = currentView(editor);
    return activeView(editor) === "plan" ? `${scale >= 10 ? Math.round(scale) : scale.toFixed(1)} px/m` : `${Math.round(scale * 100)} %`;
  });
}

function ZoomMenu() {
  const zoom = useZoom();
  return (
    <Menu position="top">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          className={classes.zoom}
          aria-label={`Zoom, ${zoom.replace("%", "percent").replace("px/m", "pixels to a metre")}`}
        >
          {zoom}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {["view.zoom-fit", "view.zoom-100", "view.zoom-selection"].map((id) => (
          <MenuAction key={id} action={id} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function OverlayMenu() {
  return (
    <Menu position="top-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="subtle" color="gray" className={classes.overlays} leftSection={<IconStack2 {...ICON} />}>
          Overlays
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {OVERLAYS.map((overlay) => (
          <OverlayItem key={overlay} action={`view.overlay-${overlay}`} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function OverlayItem({ action }: { action: string }) {
  const { label, checked, shortcut, perform } = useAction(action);
  return (
    <Menu.Item
      role="menuitemcheckbox"
      aria-checked={checked}
      onClick={perform}
      leftSection={<IconCheck {...ICON} style={{ visibility: checked ? "visible" : "hidden" }} />}
      rightSection={shortcut !== undefined && <span className={classes.shortcut}>{shortcut}</span>}
    >
      {label}
    </Menu.Item>
  );
}
