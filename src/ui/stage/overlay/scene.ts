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
  readonly view: View;
  readonly colors: StageColors;
  /** The selected actors that are not hidden. */
  readonly chosen: readonly Actor[];
  /** The frame state at the playhead; computed on demand. */
  readonly frameState: () => FrameState;
};

export const hitSceneOf = ({ scenario, session, transient, view }: OverlayScene): HitScene => ({
  scenario,
  frame: transient.frame,
  selection: session.selection,
  pixel: 1 / view.scale,
});

/** If more actors than this are selected, only their paths are shown: ghosts and seconds of all of them would be too dense. */
const FEW = 6;

/** Whether there is room for the annotations of a selected path. */
export const isDetailed = ({ chosen, transient }: OverlayScene): boolean => !transient.playing && chosen.length <= FEW;
