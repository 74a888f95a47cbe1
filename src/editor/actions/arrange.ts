import { isCriticalityOn, switchCriticality } from "../criticality";
import { keepTimes, setRelation } from "../commands/relations";
import { usualRelation, type When } from "../relations";
import { reorderActors } from "../commands/actors";
import { alignBodies, distributeBodies, type Alignment, type Extents } from "../commands/align";
import { insertWaypointAtFrame, mirrorPaths, setCurve } from "../commands/waypoints";
import { makeSpeedConstant, reversePaths } from "../commands/timing";
import { splitActors } from "../commands/trimming";
import { CURVES } from "@/core/document";
import type { Editor } from "../editor";
import { selectedActors, selectedOccluders, selectionOf } from "../selection";
import { rulesOf } from "../worlds";
import type { Action, ActionContext } from "./action";

const chosen = ({ editor }: ActionContext): readonly string[] => editor.session.getState().selection.actors;
const atLeast = (count: number) => (context: ActionContext) => chosen(context).length >= count;

/** Actors and occluders together. */
const bodiesAtLeast =
  (count: number) =>
  ({ editor }: ActionContext) => {
    const { actors, occluders } = editor.session.getState().selection;
    return actors.length + occluders.length >= count;
  };

/** Boxes of the selected bodies at the playhead; for actors, whether or not they are within their time span. */
function extents(editor: Editor): Extents {
  const { frame } = editor.transient.getState();
  const { scenario } = editor.document.getState();
  const { selection } = editor.session.getState();
  const { groundBox } = rulesOf(scenario);
  return new Map(
    [...selectedActors(scenario, selection), ...selectedOccluders(scenario, selection)].map((body) => [
      body.id,
      groundBox(scenario, body, frame),
    ]),
  );
}

const align = (alignment: Alignment, label: string, key: string): Action => ({
  id: `arrange.align-${alignment}`,
  label,
  group: "Arrange",
  shortcuts: [`alt+${key}`],
  enabled: bodiesAtLeast(2),
  needs: "Select two actors or occluders first",
  perform: ({ editor }) => editor.run(alignBodies(extents(editor), rulesOf(editor.document.getState().scenario).aligned(alignment))),
});

const reorder = (id: string, label: string, shortcuts: readonly string[], by: number): Action => ({
  id,
  label,
  group: "Arrange",
  shortcuts,
  enabled: atLeast(1),
  needs: "Select an actor first",
  perform: ({ editor }) => {
    const { scenario } = editor.document.getState();
    const ids = editor.session.getState().selection.actors;
    const places = scenario.actors.flatMap((actor, index) => (ids.includes(actor.id) ? [index] : []));
    const target = by < 0 ? Math.min(...places) + by : Math.max(...places) + 1 + by;
    editor.run(reorderActors(ids, Math.max(0, target)));
  },
});

const CURVE_LABELS = { linear: "Make path straight", smooth: "Make path smooth", bezier: "Make path Bézier" } as const;

export const arrangeActions: readonly Action[] = [
  align("left", "Align left", "a"),
  align("center", "Align centres", "h"),
  align("right", "Align right", "d"),
  align("top", "Align top", "w"),
  align("middle", "Align middles", "v"),
  align("bottom", "Align on the ground", "s"),
  {
    id: "arrange.distribute-horizontally",
    label: "Distribute horizontally",
    group: "Arrange",
    shortcuts: ["alt+shift+h"],
    enabled: bodiesAtLeast(3),
    needs: "Select three actors or occluders first",
    perform: ({ editor }) => editor.run(distributeBodies(extents(editor), "x")),
  },
  {
    id: "arrange.distribute-vertically",
    label: "Distribute vertically",
    group: "Arrange",
    shortcuts: ["alt+shift+v"],
    enabled: bodiesAtLeast(3),
    needs: "Select three actors or occluders first",
    perform: ({ editor }) => editor.run(distributeBodies(extents(editor), "y")),
  },
  reorder("arrange.row-up", "Move row up", ["mod+[", "alt+ArrowUp"], -1),
  reorder("arrange.row-down", "Move row down", ["mod+]", "alt+ArrowDown"], 1),
  {
    id: "motion.split",
    keywords: ["cut", "scissors", "divide"],
    label: "Split at playhead",
    group: "Motion",
    shortcuts: ["b"],
    enabled: atLeast(1),
    needs: "Select an actor first",
    perform: ({ editor }) => editor.run(splitActors(editor.session.getState().selection.actors, editor.transient.getState().frame)),
  },
  {
    id: "motion.add-keyframe",
    keywords: ["keyframe"],
    label: "Add waypoint at playhead",
    group: "Motion",
    shortcuts: ["k"],
    enabled: ({ editor }) => editor.session.getState().selection.actors.length === 1,
    needs: "Select one actor first",
    perform: ({ editor }) => {
      const [id] = editor.session.getState().selection.actors;
      if (id !== undefined) editor.run(insertWaypointAtFrame(id, editor.transient.getState().frame));
    },
  },
  {
    id: "motion.append-waypoint",
    label: "Add waypoint at the end",
    group: "Motion",
    shortcuts: ["w"],
    enabled: ({ editor }) => editor.session.getState().selection.actors.length === 1,
    needs: "Select one actor first",
    perform: ({ editor }) => {
      const [actor] = selectedActors(editor.document.getState().scenario, editor.session.getState().selection);
      const { scenario } = editor.document.getState();
      const { further, continued } = rulesOf(scenario);
      const next = actor && further(scenario, actor);
      if (!actor || !next || actor.locked) return;
      editor.run(continued(actor.id, [next]));
      editor.session.setState({
        selection: selectionOf({ actors: [actor.id], waypoints: [{ actorId: actor.id, index: actor.trajectory.waypoints.length }] }),
      });
    },
  },
  {
    id: "motion.reverse",
    keywords: ["backwards", "other way"],
    label: "Reverse path",
    group: "Motion",
    shortcuts: ["shift+r"],
    enabled: atLeast(1),
    needs: "Select an actor first",
    perform: (context) => context.editor.run(reversePaths(chosen(context))),
  },
  {
    id: "motion.mirror-horizontally",
    label: "Mirror path left to right",
    group: "Motion",
    shortcuts: ["shift+h"],
    enabled: atLeast(1),
    needs: "Select an actor first",
    perform: (context) => context.editor.run(mirrorPaths(chosen(context), "x")),
  },
  {
    id: "motion.mirror-vertically",
    label: "Mirror path top to bottom",
    group: "Motion",
    shortcuts: ["shift+v"],
    enabled: atLeast(1),
    needs: "Select an actor first",
    perform: (context) => context.editor.run(mirrorPaths(chosen(context), "y")),
  },
  {
    id: "motion.constant-speed",
    keywords: ["even pace", "linear", "velocity"],
    label: "Make speed constant",
    group: "Motion",
    enabled: atLeast(1),
    needs: "Select an actor first",
    perform: (context) => context.editor.run(makeSpeedConstant(chosen(context))),
  },
  {
    id: "motion.speed-plot",
    keywords: ["velocity", "pace", "brake", "graph", "curve"],
    label: "Show speed in the timeline",
    group: "Motion",
    shortcuts: ["shift+k"],
    enabled: atLeast(1),
    needs: "Select an actor first",
    checked: (context) =>
      chosen(context).length > 0 && chosen(context).every((id) => context.editor.session.getState().speedPlots.includes(id)),
    perform: (context) => {
      const ids = chosen(context);
      context.editor.session.setState(({ speedPlots }) => {
        const others = speedPlots.filter((id) => !ids.includes(id));
        return { speedPlots: ids.every((id) => speedPlots.includes(id)) ? others : [...others, ...ids] };
      });
    },
  },
  {
    id: "motion.criticality",
    keywords: ["ttc", "time to collision", "pet", "drac", "braking", "danger", "curve", "encounter"],
    label: "Show criticality in the timeline",
    group: "Motion",
    checked: ({ editor }) => isCriticalityOn(editor.session.getState().panels),
    perform: ({ editor }) => switchCriticality(editor, !isCriticalityOn(editor.session.getState().panels)),
  },
  {
    id: "motion.meet",
    keywords: ["relation", "meeting", "start", "hit", "impact", "trigger", "collide"],
    label: "Start so that it meets another",
    group: "Motion",
    enabled: canRelate,
    needs: "Select one actor of several first",
    perform: (context) => relate(context, "meets"),
  },
  {
    id: "motion.start-near",
    keywords: ["relation", "trigger", "distance", "start", "when"],
    label: "Start when another is near",
    group: "Motion",
    enabled: canRelate,
    needs: "Select one actor of several first",
    perform: (context) => relate(context, "near"),
  },
  {
    id: "motion.fix-times",
    keywords: ["relation", "bake", "start", "plain"],
    label: "Fix the times of relations",
    group: "Motion",
    enabled: atLeast(1),
    needs: "Select an actor first",
    perform: (context) => context.editor.run(keepTimes(chosen(context))),
  },
  ...CURVES.map((curve): Action => ({
    id: `motion.curve-${curve}`,
    label: CURVE_LABELS[curve],
    group: "Motion",
    enabled: atLeast(1),
    needs: "Select an actor first",
    checked: ({ editor }) => {
      const actors = selectedActors(editor.document.getState().scenario, editor.session.getState().selection);
      return actors.length > 0 && actors.every(({ trajectory }) => trajectory.curve === curve);
    },
    perform: (context) => context.editor.run(setCurve(chosen(context), curve)),
  })),
];

function canRelate({ editor }: ActionContext): boolean {
  return editor.session.getState().selection.actors.length === 1 && editor.document.getState().scenario.actors.length > 1;
}

/** Lets the selected actor start by a relation to the likeliest other one. */
function relate({ editor }: ActionContext, when: When): void {
  const { scenario } = editor.document.getState();
  const [actor] = selectedActors(scenario, editor.session.getState().selection);
  const until = actor && usualRelation(scenario, actor, 0, when);
  if (actor && until) editor.run(setRelation({ actorId: actor.id, index: 0 }, until));
}
