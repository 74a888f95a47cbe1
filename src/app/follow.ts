import { renameScenario, type Editor } from "@/editor";
import { createFollower, type FollowHost, type Follower, type LibraryLink, type ScenarioLibrary } from "@/library";

/** Makes the library follow the scenario open in an editor; `restored`: the link it had when the page was left. */
export function followEditor(
  editor: Editor,
  library: ScenarioLibrary,
  host: Pick<FollowHost, "newId" | "onOvertaken" | "onNotSaved">,
  restored: LibraryLink | null = null,
): Follower {
  const follower = createFollower(
    library,
    {
      ...host,
      source: () => editor.document.getState().scenario,
      giveNewId: editor.giveNewId,
      rename: (name) => editor.run(renameScenario(name)),
    },
    restored,
  );
  editor.document.subscribe((state, before) => {
    if (state.opening !== before.opening) follower.opened();
    else if (state.scenario !== before.scenario) follower.changed();
  });
  return follower;
}
