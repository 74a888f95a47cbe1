import { moveInDepth, type DepthMove } from "../commands/depth";
import { groupBodies, ungroupBodies, withGroups } from "../commands/groups";
import { selectedActors, selectedOccluders, selectionOf, type Selection } from "../selection";
import { onlyInPicture, type Action, type ActionContext } from "./action";

const chosen = ({ editor }: ActionContext): Selection => editor.session.getState().selection;
const count = (context: ActionContext): number => chosen(context).actors.length + chosen(context).occluders.length;

const inDepth = (move: DepthMove, label: string, ...shortcuts: string[]): Action =>
  onlyInPicture(
    {
      id: `arrange.${move}`,
      label,
      group: "Arrange",
      shortcuts,
      enabled: (context) => count(context) > 0,
      needs: "Select an actor or an occluder first",
      perform: (context) => context.editor.run(moveInDepth(chosen(context), move, context.editor.transient.getState().frame)),
    },
    "On the road, what is nearer to the camera hides what is behind it",
  );

/** Actions for actors and occluders alike: groups, and what hides what. */
export const bodyActions: readonly Action[] = [
  {
    id: "arrange.group",
    label: "Group",
    group: "Arrange",
    shortcuts: ["mod+g"],
    enabled: (context) => count(context) > 1,
    needs: "Select two actors or occluders first",
    perform: (context) => context.editor.run(groupBodies(chosen(context))),
  },
  {
    id: "arrange.ungroup",
    label: "Ungroup",
    group: "Arrange",
    shortcuts: ["mod+shift+g"],
    enabled: (context) => {
      const { scenario } = context.editor.document.getState();
      return [...selectedActors(scenario, chosen(context)), ...selectedOccluders(scenario, chosen(context))].some(
        ({ groupId }) => groupId !== undefined,
      );
    },
    needs: "Select an object in a group first",
    perform: (context) => context.editor.run(ungroupBodies(chosen(context))),
  },
  {
    id: "arrange.select-group",
    label: "Select whole group",
    group: "Arrange",
    enabled: (context) => {
      const whole = withGroups(context.editor.document.getState().scenario, chosen(context));
      return whole.actors.length + whole.occluders.length > count(context);
    },
    needs: "Select an object in a group first",
    perform: (context) =>
      context.editor.session.setState({ selection: selectionOf(withGroups(context.editor.document.getState().scenario, chosen(context))) }),
  },
  inDepth("forward", "Bring forward", "]"),
  inDepth("backward", "Send backward", "["),
  inDepth("front", "Bring to front", "shift+]", "}"),
  inDepth("back", "Send to back", "shift+[", "{"),
];
