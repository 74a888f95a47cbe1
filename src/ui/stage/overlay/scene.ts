import type { Actor, ActorType, Scenario } from "@/core/document";
import { frameState as frameStateOf, type FrameState } from "@/core/scene";
import {
  activeView,
  currentView,
  groundView,
  selectedActors,
  type Editor,
  type GroundView,
  type HitScene,
  type SessionState,
  type TransientState,
  type View,
  type ViewId,
} from "@/editor";
import { ACTOR_COLORS, PALETTES, type Scheme } from "../../theme/palette";

/** The colours of what is drawn over the picture. */
export type StageColors = {
  readonly accent: string;
  readonly guide: string;
  readonly text: string;
  readonly label: string;
  readonly edge: string;
  /** Around lines, so that they stand out from any picture. */
  readonly halo: string;
  readonly actors: Record<ActorType | "occluder", string>;
};

export function stageColors(scheme: Scheme): StageColors {
  const palette = PALETTES[scheme];
  return {
    accent: palette.accent,
    guide: palette.danger,
    text: palette.strong,
    label: palette.panel,
    edge: palette.border,
    halo: scheme === "dark" ? palette.field : palette.control,
    actors: ACTOR_COLORS[scheme],
  };
}

/** Everything that the drawing over the picture depends on, at one moment. */
export type OverlayScene = {
  readonly scenario: Scenario;
  readonly session: SessionState;
  readonly transient: TransientState;
  /** Which of the stage's views this is, how it shows the ground, and where its sheet lies. */
  readonly viewId: ViewId;
  readonly ground: GroundView;
  /** Whether the pointer or the keyboard is in this view. */
  readonly isActive: boolean;
  readonly view: View;
  readonly colors: StageColors;
  /** The selected actors that are not hidden. */
  readonly chosen: readonly Actor[];
  /** The frame state at the playhead; computed on demand. */
  readonly frameState: () => FrameState;
};

/** The scene of a view as it is now. @param stateOf the frame state of a scenario at a frame */
export function sceneOf(editor: Editor, viewId: ViewId, scheme: Scheme, stateOf = frameStateOf): OverlayScene {
  const scenario = editor.live();
  const transient = editor.transient.getState();
  const session = editor.session.getState();
  return {
    scenario,
    transient,
    session,
    chosen: selectedActors(scenario, session.selection).filter(({ hidden }) => !hidden),
    viewId,
    ground: groundView(editor, viewId, scenario),
    isActive: activeView(editor) === viewId,
    view: currentView(editor, viewId),
    colors: stageColors(scheme),
    frameState: () => stateOf(scenario, transient.frame),
  };
}

export const hitSceneOf = ({ scenario, session, transient, view, ground }: OverlayScene): HitScene => ({
  scenario,
  frame: transient.frame,
  selection: session.selection,
  pixel: 1 / view.scale,
  ground,
});

/** If more actors than this are selected, only their paths are shown: ghosts and seconds of all of them would be too dense. */
const FEW = 6;

/** Whether there is room for the annotations of a selected path. */
export const isDetailed = ({ chosen, transient }: OverlayScene): boolean => !transient.playing && chosen.length <= FEW;
