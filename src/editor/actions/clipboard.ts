import { ScenarioError, type Scenario } from "@/core/document";
import { copyText, foreignContent, paste, readCopied } from "../clipboard";
import { deleteActors } from "../commands/actors";
import { sequence, type Command } from "../commands/command";
import { deleteOccluders } from "../commands/occluders";
import { deleteRegions } from "../commands/regions";
import { deleteWaypoints } from "../commands/waypoints";
import { deleteSky } from "../commands/weather";
import type { Editor } from "../editor";
import { copyKeyframesText, pasteKeyframesText } from "../keyframeClipboard";
import { selectionOf } from "../selection";
import type { Action, ActionContext } from "./action";
import { pasteFault } from "../worlds/copying";

const isCopyable = ({ editor }: ActionContext): boolean => {
  const { actors, occluders, regions, weather, light } = editor.session.getState().selection;
  return actors.length + occluders.length + regions.length + weather.length + light.length > 0;
};

/** Runs a command that adds bodies and regions to ignore, and selects what is new. */
export function runAndSelectNew(editor: Editor, command: Command): void {
  const before = editor.document.getState().scenario;
  const after = editor.run(command);
  if (after === before) return;
  const added = (pick: (scenario: Scenario) => readonly { id: string }[]) => {
    const known = new Set(pick(before).map(({ id }) => id));
    return pick(after).flatMap(({ id }) => (known.has(id) ? [] : [id]));
  };
  const known = new Set(before.ignoreRegions);
  const regions = (after.ignoreRegions ?? []).flatMap((region, index) => (known.has(region) ? [] : [index]));
  editor.session.setState({
    selection: selectionOf({ actors: added(({ actors }) => actors), occluders: added(({ occluders }) => occluders), regions }),
  });
}

/** What is chosen as text for a clipboard: keyframes where some are, else bodies and regions; null where there is nothing to copy. */
export function copySelection({ editor, pictures }: ActionContext): string | null {
  const { scenario } = editor.document.getState();
  const { selection } = editor.session.getState();
  return copyKeyframesText(scenario, selection) ?? copyText(scenario, selection, pictures);
}

/** Removes exactly what `copySelection` returns, and returns it. */
export function cutSelection(context: ActionContext): string | null {
  const text = copySelection(context);
  if (text === null) return null;
  const { editor } = context;
  const { actors, occluders, regions, waypoints, weather, light } = editor.session.getState().selection;
  if (waypoints.length > 0) {
    editor.run(sequence(waypoints.length === 1 ? "Cut waypoint" : "Cut waypoints", [deleteWaypoints(waypoints)]));
    editor.session.setState({ selection: selectionOf({ actors }) });
  } else if (weather.length > 0) editor.run(sequence("Cut weather keyframe", [deleteSky("weather", weather)]));
  else if (light.length > 0) editor.run(sequence("Cut light keyframe", [deleteSky("light", light)]));
  else editor.run(sequence("Cut", [deleteActors(actors), deleteOccluders(occluders), deleteRegions(regions)]));
  // Places in the list mean others now.
  if (regions.length > 0) editor.session.setState({ selection: { ...editor.session.getState().selection, regions: [] } });
  return text;
}

/**
 * Adds the contents of a clipboard's text, at the playhead and, if the pointer is over the stage, at the pointer, and selects it. If the
 * text does not contain anything copied here, says what it is instead.
 */
export async function pasteText({ editor, pictures, report, pointedAt }: ActionContext, text: string): Promise<void> {
  const { frame } = editor.transient.getState();
  const at = pointedAt();
  const { opening } = editor.document.getState();
  try {
    const keyframes = pasteKeyframesText(text, editor.document.getState().scenario, editor.session.getState().selection, frame);
    if (keyframes) {
      if ("command" in keyframes) editor.run(keyframes.command);
      else report(keyframes.refusal);
      return;
    }
    const whole = readCopied(text);
    if (!whole) return report(foreignContent(text));
    // Without pictures there is nothing to wait for: the next key press finds what was pasted.
    const copied = Object.keys(whole.assets).length === 0 ? { ...whole, assets: {} } : await pictures.slim(whole);
    // It was meant for the scenario that was open then.
    if (editor.document.getState().opening !== opening) return;
    const fault = pasteFault(editor.document.getState().scenario, copied);
    if (fault) report(fault);
    else runAndSelectNew(editor, paste(copied, { frame, at }));
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    report(`What was copied cannot be pasted: ${error.message}`);
  }
}

/**
 * For menus and buttons. The keyboard shortcuts are the browser's own: it passes copied contents to the page without asking for
 * permission.
 */
export const clipboardActions: readonly Action[] = [
  {
    id: "edit.cut",
    label: "Cut",
    group: "Edit",
    shortcuts: ["mod+x"],
    browserKey: true,
    enabled: isCopyable,
    needs: "Select an actor, an occluder, a region to ignore or keyframes first",
    perform: (context) => {
      const text = cutSelection(context);
      if (text !== null) context.clipboard.write(text);
    },
  },
  {
    id: "edit.copy",
    label: "Copy",
    group: "Edit",
    shortcuts: ["mod+c"],
    browserKey: true,
    enabled: isCopyable,
    needs: "Select an actor, an occluder, a region to ignore or keyframes first",
    perform: (context) => {
      const text = copySelection(context);
      if (text !== null) context.clipboard.write(text);
    },
  },
  {
    id: "edit.paste",
    label: "Paste",
    group: "Edit",
    shortcuts: ["mod+v"],
    browserKey: true,
    perform: (context) => {
      void context.clipboard.read().then((text) => {
        if (text === null)
          context.report("The browser blocks clipboard access from menus. Use the keyboard shortcut instead: it needs no permission.");
        else void pasteText(context, text);
      });
    },
  },
];
