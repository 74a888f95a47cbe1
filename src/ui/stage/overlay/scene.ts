import type { Actor, ActorType, Scenario } from "@/core/document";
import type { FrameState } from "@/core/scene";
import type { HitScene, SessionState, TransientState, View } from "@/editor";
import { ACTOR_COLORS, PALETTES, type Scheme } from "../../theme/palette";

/** The colours of what is drawn over the picture. */
export type StageColors = {
  readonly accent: string;
  readonly guide: string;
  readonly text: string;
  readonly label: string;
  readonly edge: string;
  /** Around lines, so that they can be told from any picture. */
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

/** Everything that what is drawn over the picture depends on, at one moment. */
export type OverlayScene = {
  readonly scenario: Scenario;
  readonly session: SessionState;
  readonly transient: TransientState;
  readonly view: View;
  readonly colors: StageColors;
  /** The chosen actors that are not hidden. */
  readonly chosen: readonly Actor[];
  /** The frame state at the playhead; computed only if asked for. */
  readonly frameState: () => FrameState;
};

export const hitSceneOf = ({ scenario, session, transient, view }: OverlayScene): HitScene => ({
  scenario,
  frame: transient.frame,
  selection: session.selection,
  pixel: 1 / view.scale,
});

/** Of more chosen actors than this only the paths are shown: ghosts and seconds of all of them would be a thicket. */
const FEW = 6;

/** Whether there is room for what explains a chosen path. */
export const isDetailed = ({ chosen, transient }: OverlayScene): boolean => !transient.playing && chosen.length <= FEW;
