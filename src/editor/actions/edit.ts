import { counted } from "@/core/text";
import { changeActors, deleteActors, moveActors } from "../commands/actors";
import { merging, sequence } from "../commands/command";
import { duplicateBodies } from "../commands/groups";
import { changeOccluders, deleteOccluders, moveOccluders } from "../commands/occluders";
import { deleteRegions, duplicateRegions, moveRegions } from "../commands/regions";
import { deleteMarkers } from "../commands/scenario";
import { deleteSky } from "../commands/weather";
import { deleteWaypoints, moveWaypoints } from "../commands/waypoints";
import type { Editor } from "../editor";
import type { History } from "../history";
import { isEmpty, selectedActors, selectedOccluders, selectionOf, type Selection } from "../selection";
import { groundView } from "../view";
import { PICTURE_RULES, rulesOf } from "../worlds";
import type { Action, ActionContext } from "./action";
import { clipboardActions, runAndSelectNew } from "./clipboard";

const selection = ({ editor }: Pick<ActionContext, "editor">): Selection => editor.session.getState().selection;
const hasBodies = (context: ActionContext) => selection(context).actors.length + selection(context).occluders.length > 0;
const hasItems = (context: ActionContext) => hasBodies(context) || selection(context).regions.length > 0;

/** What is meant, in a label: `actor`, `3 actors`. */
const meant = (count: number, noun: string, plural?: string): string =>
  count === 0 ? "" : count === 1 ? noun : counted(count, noun, plural);

function deleteSelection({ editor }: ActionContext): void {
  const { actors, occluders, regions, waypoints, weather, light, markers } = editor.session.getState().selection;
  if (waypoints.length > 0) {
    editor.run(deleteWaypoints(waypoints));
    editor.session.setState({ selection: selectionOf({ actors }) });
  } else if (weather.length > 0) editor.run(deleteSky("weather", weather));
  else if (light.length > 0) editor.run(deleteSky("light", light));
  else if (markers.length > 0) editor.run(deleteMarkers(markers));
  else {
    const what = [
      meant(actors.length, "actor"),
      meant(occluders.length, "occluder"),
      meant(regions.length, "region to ignore", "regions to ignore"),
    ];
    const label = `Delete ${what.filter(Boolean).join(" and ")}`;
    editor.run(sequence(label, [deleteActors(actors), deleteOccluders(occluders), deleteRegions(regions)]));
    // Indices in the list now refer to others.
    if (regions.length > 0) editor.session.setState({ selection: { ...selection({ editor }), regions: [] } });
  }
}

function duplicate({ editor }: ActionContext): void {
  const chosen = editor.session.getState().selection;
  const { beside } = rulesOf(editor.document.getState().scenario);
  runAndSelectNew(editor, sequence("Duplicate", [duplicateBodies(chosen, beside), duplicateRegions(chosen.regions, 20, 20)]));
}

/** Moves what is chosen by a step: waypoints where some are, else whole bodies. A held key is one undo step. */
function nudge(editor: Editor, right: number, down: number, far: boolean, repeat: boolean): void {
  const { actors, occluders, regions, waypoints } = editor.session.getState().selection;
  const { steps: sizes } = rulesOf(editor.document.getState().scenario);
  const [size, pixels] = far ? [sizes.far, PICTURE_RULES.steps.far] : [sizes.near, PICTURE_RULES.steps.near];
  const { x, y } = groundView(editor).step(right * size, down * size);
  const move =
    waypoints.length > 0
      ? moveWaypoints(waypoints, x, y)
      : sequence("Nudge", [moveActors(actors, x, y), moveOccluders(occluders, x, y), moveRegions(regions, right * pixels, down * pixels)]);
  const { steps, position } = editor.document.getState().history;
  const last = steps[position]?.merge;
  const held = repeat && last?.startsWith("nudge-") ? last : `nudge-${position}`;
  editor.run(merging(held, move));
}

const nudgeAction = (direction: string, key: string, x: number, y: number, far: boolean): Action => ({
  id: `edit.nudge-${direction}${far ? "-far" : ""}`,
  label: `Nudge ${direction} ${far ? "10 px, or 1 m" : "1 px, or 0.1 m"}`,
  group: "Edit",
  shortcuts: [far ? `shift+${key}` : key],
  repeats: true,
  enabled: hasItems,
  needs: "Select an actor, an occluder or a region to ignore first",
  perform: ({ editor }, held) => nudge(editor, x, y, far, held?.repeat === true),
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

const canRedo = ({ steps, position }: History): boolean => position < steps.length - 1;

export const editActions: readonly Action[] = [
  {
    id: "edit.undo",
    label: "Undo",
    group: "Edit",
    shortcuts: ["mod+z"],
    repeats: true,
    enabled: ({ editor }) => {
      const { history, previous } = editor.document.getState();
      return history.position > 0 || previous !== null;
    },
    needs: "There is nothing to undo",
    perform: ({ editor }, held) => {
      // A key held down stays in its scenario.
      if (!held?.repeat || editor.document.getState().history.position > 0) editor.undo();
    },
  },
  {
    id: "edit.redo",
    label: "Redo",
    group: "Edit",
    shortcuts: ["mod+shift+z", "mod+y"],
    repeats: true,
    enabled: ({ editor }) => {
      const { history, next } = editor.document.getState();
      return canRedo(history) || next !== null;
    },
    needs: "There is nothing to redo",
    perform: ({ editor }, held) => {
      if (!held?.repeat || canRedo(editor.document.getState().history)) editor.redo();
    },
  },
  ...clipboardActions,
  {
    id: "edit.duplicate",
    label: "Duplicate",
    group: "Edit",
    shortcuts: ["mod+d"],
    enabled: hasItems,
    needs: "Select an actor, an occluder or a region to ignore first",
    perform: duplicate,
  },
  {
    id: "edit.delete",
    label: "Delete",
    group: "Edit",
    shortcuts: ["Delete", "Backspace"],
    enabled: (context) => !isEmpty(selection(context)),
    needs: "Select something first",
    perform: deleteSelection,
  },
  {
    id: "edit.select-all",
    label: "Select all",
    group: "Edit",
    shortcuts: ["mod+a"],
    perform: ({ editor }) => {
      const { actors, occluders, ignoreRegions = [] } = editor.document.getState().scenario;
      editor.session.setState({
        selection: selectionOf({
          actors: actors.filter(({ locked, hidden }) => !locked && !hidden).map(({ id }) => id),
          occluders: occluders.filter(({ locked, hidden }) => !locked && !hidden).map(({ id }) => id),
          regions: [...ignoreRegions.keys()],
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
    needs: "Nothing is selected",
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
    needs: "Select an actor or an occluder first",
    perform: (context) => toggleFlag(context, "locked", "Lock or unlock"),
  },
  {
    id: "edit.hide",
    label: "Hide or show",
    group: "Edit",
    shortcuts: ["mod+shift+h"],
    enabled: hasBodies,
    needs: "Select an actor or an occluder first",
    perform: (context) => toggleFlag(context, "hidden", "Hide or show"),
  },
  ...nudgeActions,
];
