import { Menu } from "@mantine/core";
import { Fragment } from "react";
import { deleteGuide, insertWaypoint, removeHandles, selectionOf, type Target } from "@/editor";
import { useEditor } from "../context/EditorContext";
import { MenuAction } from "../shell/MenuAction";
import classes from "./stage.module.css";

/** Where on the page the menu opens, and what was under the pointer. */
export type MenuPlace = { readonly x: number; readonly y: number; readonly target: Target | null };

/** Groups of actions, by what was under the pointer, with separators between groups. */
const GROUPS: Record<"ground" | "guide" | "actor" | "occluder" | "region" | "waypoint", readonly (readonly string[])[]> = {
  ground: [
    ["edit.paste", "edit.select-all", "edit.add-ignore-region"],
    ["view.zoom-fit", "view.zoom-100", "playback.marker"],
    ["view.overlay-grid", "view.overlay-rulers", "view.guides-clear"],
  ],
  guide: [["view.guides-clear"]],
  actor: [
    ["edit.cut", "edit.copy", "edit.duplicate", "edit.delete"],
    ["motion.add-keyframe", "motion.reverse", "motion.mirror-horizontally", "motion.split"],
    ["motion.curve-linear", "motion.curve-smooth", "motion.curve-bezier"],
    ["arrange.group", "arrange.ungroup", "arrange.forward", "arrange.backward", "arrange.front", "arrange.back"],
    ["edit.lock", "edit.hide", "view.zoom-selection"],
  ],
  occluder: [
    ["edit.cut", "edit.copy", "edit.duplicate", "edit.delete"],
    ["arrange.group", "arrange.ungroup", "arrange.forward", "arrange.backward", "arrange.front", "arrange.back"],
    ["edit.lock", "edit.hide", "view.zoom-selection"],
  ],
  region: [["edit.cut", "edit.copy", "edit.duplicate", "edit.delete"], ["view.zoom-selection"], ["edit.add-ignore-region"]],
  waypoint: [["edit.delete"], ["motion.curve-linear", "motion.curve-smooth", "motion.curve-bezier"]],
};

function groupsFor(target: Target | null): readonly (readonly string[])[] {
  switch (target?.kind) {
    case undefined:
      return GROUPS.ground;
    case "waypoint":
    case "bezier":
      return GROUPS.waypoint;
    case "guide":
      return GROUPS.guide;
    case "occluder":
      return GROUPS.occluder;
    case "actor":
    case "segment":
      return GROUPS.actor;
    case "region":
      return GROUPS.region;
    case "resize":
    case "turn":
      return GROUPS[target.item.kind];
  }
}

/** A menu that fits neither below nor above the pointer is moved next to it. */
const WITHIN_PAGE = { flip: true, shift: { mainAxis: true, crossAxis: true, padding: 8 } };

/** A menu that fades out would receive the next press in its place. */
const GONE_AT_ONCE = { exitDuration: 0 };

/** The stage's context menu. */
export function StageMenu({ place, onClose }: { place: MenuPlace | null; onClose: () => void }) {
  return (
    <Menu
      opened={place !== null}
      onClose={onClose}
      position="bottom-start"
      offset={0}
      width={240}
      middlewares={WITHIN_PAGE}
      transitionProps={GONE_AT_ONCE}
    >
      <Menu.Target>
        <span aria-hidden style={{ position: "fixed", left: place?.x ?? 0, top: place?.y ?? 0, width: 0, height: 0 }} />
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {place?.target && <TargetItems target={place.target} />}
        {groupsFor(place?.target ?? null).map((group, index) => (
          <Fragment key={group.join()}>
            {index > 0 && <Menu.Divider />}
            {group.map((id) => (
              <MenuAction key={id} action={id} />
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Actions available only for the exact thing under the pointer. */
function TargetItems({ target }: { target: Target }) {
  const editor = useEditor();
  if (target.kind === "segment") {
    const { actorId, segmentIndex, share } = target;
    const add = () => {
      editor.run(insertWaypoint(actorId, segmentIndex, share));
      editor.session.setState({ selection: selectionOf({ actors: [actorId], waypoints: [{ actorId, index: segmentIndex + 1 }] }) });
    };
    return <Menu.Item onClick={add}>Add waypoint here</Menu.Item>;
  }
  if (target.kind === "waypoint") {
    const { actorId, index } = target;
    return <Menu.Item onClick={() => editor.run(removeHandles([{ actorId, index }]))}>Make corner</Menu.Item>;
  }
  if (target.kind === "guide") return <Menu.Item onClick={() => deleteGuide(editor, target.axis, target.at)}>Delete guide</Menu.Item>;
  return null;
}
