import { ScenarioError, type Scenario } from "@/core/document";
import { copyText, paste, readCopied } from "../clipboard";
import { copyKeyframesText, pasteKeyframesText } from "../keyframeClipboard";
import { changeActors, deleteActors, moveActors } from "../commands/actors";
import { merging, sequence, type Command } from "../commands/command";
import { duplicateBodies } from "../commands/groups";
import { changeOccluders, deleteOccluders, moveOccluders } from "../commands/occluders";
import { deleteMarkers } from "../commands/scenario";
import { deleteWeather } from "../commands/weather";
import { deleteWaypoints, moveWaypoints } from "../commands/waypoints";
import type { Editor } from "../editor";
import { isEmpty, selectedActors, selectedOccluders, selectionOf, type Selection } from "../selection";
import type { Action, ActionContext } from "./action";

const selection = ({ editor }: ActionContext): Selection => editor.session.getState().selection;
const hasBodies = (context: ActionContext) => selection(context).actors.length + selection(context).occluders.length > 0;
const isCopyable = (context: ActionContext) => hasBodies(context) || selection(context).weather.length > 0;

/** Runs a command that adds bodies, and selects what is new. */
function runAndSelectNew(editor: Editor, command: Command): void {
  const before = editor.document.getState().scenario;
  const after = editor.run(command);
  const added = (pick: (scenario: Scenario) => readonly { id: string }[]) => {
    const known = new Set(pick(before).map(({ id }) => id));
    return pick(after).flatMap(({ id }) => (known.has(id) ? [] : [id]));
  };
  editor.session.setState({
    selection: selectionOf({ actors: added(({ actors }) => actors), occluders: added(({ occluders }) => occluders) }),
  });
}

/** "actor", "3 actors", or nothing for none. */
const counted = (count: number, noun: string): string => (count === 0 ? "" : count === 1 ? noun : `${count} ${noun}s`);

function deleteSelection({ editor }: ActionContext): void {
  const { actors, occluders, waypoints, weather, markers } = editor.session.getState().selection;
  if (waypoints.length > 0) {
    editor.run(deleteWaypoints(waypoints));
    editor.session.setState({ selection: selectionOf({ actors }) });
  } else if (weather.length > 0) editor.run(deleteWeather(weather));
  else if (markers.length > 0) editor.run(deleteMarkers(markers));
  else {
    const label = `Delete ${[counted(actors.length, "actor"), counted(occluders.length, "occluder")].filter(Boolean).join(" and ")}`;
    editor.run(sequence(label, [deleteActors(actors), deleteOccluders(occluders)]));
  }
}

function duplicate({ editor }: ActionContext): void {
  runAndSelectNew(editor, duplicateBodies(editor.session.getState().selection, { x: 20, y: 20 }));
}

/** Keyframes where some are chosen, else bodies. */
function copy({ editor, clipboard }: ActionContext): void {
  const { scenario } = editor.document.getState();
  const { selection: chosen } = editor.session.getState();
  const text = copyKeyframesText(scenario, chosen) ?? copyText(scenario, chosen);
  if (text !== null) clipboard.write(text);
}

/** Takes away just what `copy` puts on the clipboard. */
function cut(context: ActionContext): void {
  copy(context);
  const { editor } = context;
  const { actors, occluders, waypoints, weather } = selection(context);
  if (waypoints.length > 0) {
    editor.run(sequence(waypoints.length === 1 ? "Cut waypoint" : "Cut waypoints", [deleteWaypoints(waypoints)]));
    editor.session.setState({ selection: selectionOf({ actors }) });
  } else if (weather.length > 0) editor.run(sequence("Cut weather keyframe", [deleteWeather(weather)]));
  else editor.run(sequence("Cut", [deleteActors(actors), deleteOccluders(occluders)]));
}

/** Adds what a clipboard text holds and selects it; false where it is nothing copied here. */
function pasteText({ editor, report }: ActionContext, text: string): boolean {
  try {
    const keyframes = pasteKeyframesText(text, editor.document.getState().scenario, editor.session.getState().selection, editor.transient.getState().frame);
    if (keyframes) {
      if ("command" in keyframes) editor.run(keyframes.command);
      else report(keyframes.refusal);
      return true;
    }
    const copied = readCopied(text);
    if (!copied) return false;
    runAndSelectNew(editor, paste(copied));
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    report(`The copied actors cannot be pasted: ${error.message}`);
  }
  return true;
}

/** Moves what is chosen by pixels: waypoints where some are, else whole bodies. A held key is one undo step. */
function nudge(editor: Editor, dx: number, dy: number, repeat: boolean): void {
  const { actors, occluders, waypoints } = editor.session.getState().selection;
  const move =
    waypoints.length > 0
      ? moveWaypoints(waypoints, dx, dy)
      : sequence("Nudge", [moveActors(actors, dx, dy), moveOccluders(occluders, dx, dy)]);
  const { steps, position } = editor.document.getState().history;
  const held = repeat ? steps[position]?.merge : undefined;
  editor.run(merging(held ?? `nudge-${position}`, move));
}

const nudgeAction = (direction: string, key: string, x: number, y: number, far: boolean): Action => ({
  id: `edit.nudge-${direction}${far ? "-far" : ""}`,
  label: `Nudge ${direction} ${far ? "10 px" : "1 px"}`,
  group: "Edit",
  shortcuts: [far ? `shift+${key}` : key],
  repeats: true,
  enabled: hasBodies,
  perform: ({ editor }, held) => nudge(editor, far ? x * 10 : x, far ? y * 10 : y, held?.repeat === true),
});

const nudgeActions = [false, true].flatMap((far) => [
  nudgeAction("left", "ArrowLeft", -1, 0, far),
  nudgeAction("right", "ArrowRight", 1, 0, far),
  nudgeAction("up", "ArrowUp", 0, -1, far),
  nudgeAction("down", "ArrowDown", 0, 1, far),
]);

function toggleFlag({ editor }: ActionContext, flag: "locked" | "hidden", label: string): void {
  const { scenario } = editor.document.getState();
  const chosen = editor.session.getState().selection;
  const bodies = [...selectedActors(scenario, chosen), ...selectedOccluders(scenario, chosen)];
  const value = !bodies.every((body) => body[flag]);
  editor.run(sequence(label, [changeActors(chosen.actors, { [flag]: value }), changeOccluders(chosen.occluders, { [flag]: value })]));
}

export const editActions: readonly Action[] = [
  {
    id: "edit.undo",
    label: "Undo",
    group: "Edit",
    shortcuts: ["mod+z"],
    repeats: true,
    enabled: ({ editor }) => editor.document.getState().history.position > 0,
    perform: ({ editor }) => editor.undo(),
  },
  {
    id: "edit.redo",
    label: "Redo",
    group: "Edit",
    shortcuts: ["mod+shift+z", "mod+y"],
    repeats: true,
    enabled: ({ editor }) => {
      const { steps, position } = editor.document.getState().history;
      return position < steps.length - 1;
    },
    perform: ({ editor }) => editor.redo(),
  },
  {
    id: "edit.cut",
    label: "Cut",
    group: "Edit",
    shortcuts: ["mod+x"],
    enabled: isCopyable,
    perform: cut,
  },
  {
    id: "edit.copy",
    label: "Copy",
    group: "Edit",
    shortcuts: ["mod+c"],
    enabled: isCopyable,
    perform: copy,
  },
  {
    id: "edit.paste",
    label: "Paste",
    group: "Edit",
    shortcuts: ["mod+v"],
    perform: (context) => {
      void context.clipboard.read().then((text) => {
        if (text === null || !pasteText(context, text))
          context.report("There is nothing from Jaywalk on the clipboard. Select actors or keyframes and copy them first.");
      });
    },
  },
  { id: "edit.duplicate", label: "Duplicate", group: "Edit", shortcuts: ["mod+d"], enabled: hasBodies, perform: duplicate },
  {
    id: "edit.delete",
    label: "Delete",
    group: "Edit",
    shortcuts: ["Delete", "Backspace"],
    enabled: (context) => !isEmpty(selection(context)),
    perform: deleteSelection,
  },
  {
    id: "edit.select-all",
    label: "Select all",
    group: "Edit",
    shortcuts: ["mod+a"],
    perform: ({ editor }) => {
      const { actors, occluders } = editor.document.getState().scenario;
      editor.session.setState({
        selection: selectionOf({
          actors: actors.filter(({ locked, hidden }) => !locked && !hidden).map(({ id }) => id),
          occluders: occluders.filter(({ locked, hidden }) => !locked && !hidden).map(({ id }) => id),
        }),
      });
    },
  },
  {
    id: "edit.deselect",
    label: "Deselect",
    group: "Edit",
    shortcuts: ["Escape"],
    enabled: (context) => !isEmpty(selection(context)) || context.editor.session.getState().tool !== "select",
    perform: ({ editor }) => {
      const { tool, selection: chosen } = editor.session.getState();
      if (tool !== "select") editor.session.setState({ tool: "select" });
      else if (chosen.waypoints.length > 0) editor.session.setState({ selection: selectionOf({ actors: chosen.actors }) });
      else editor.session.setState({ selection: selectionOf({}) });
    },
  },
  {
    id: "edit.lock",
    label: "Lock or unlock",
    group: "Edit",
    shortcuts: ["mod+l"],
    enabled: hasBodies,
    perform: (context) => toggleFlag(context, "locked", "Lock or unlock"),
  },
  {
    id: "edit.hide",
    label: "Hide or show",
    group: "Edit",
    shortcuts: ["mod+shift+h"],
    enabled: hasBodies,
    perform: (context) => toggleFlag(context, "hidden", "Hide or show"),
  },
  ...nudgeActions,
];
