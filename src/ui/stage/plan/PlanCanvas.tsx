import type Konva from "konva";
import { useComputedColorScheme } from "@mantine/core";
import { useCallback, useRef } from "react";
import { Stage } from "react-konva";
import { sceneryIn } from "@/core/scene";
import { roadLayout } from "@/core/world/roads";
import { currentView, type Editor } from "@/editor";
import { CanvasLayer } from "../CanvasLayer";
import { BackdropLayer, HandlesLayer } from "../nodes/layers";
import type { StageHits } from "../nodes/stageHits";
import { Pen } from "../overlay/pen";
import { sceneOf, type OverlayScene } from "../overlay/scene";
import { useSharpness } from "../useSharpness";
import { watchPlanBodies, watchPlanGround } from "./watchPlan";
import { paintBodies, paintFieldOfView, paintIds } from "./paintBodies";
import { paintGrid, paintGround, paintScale } from "./paintGround";
import { paintScenery } from "./paintScenery";
import { PLAN_COLORS } from "./planColors";

/** The surface around takes the pointer's events, as of the picture. */
const UNTOUCHED = { pointerEvents: "none" } as const;

type Props = { readonly editor: Editor; readonly hits: StageHits; readonly width: number; readonly height: number };

/** A road from above, with what lies over it, in layers that are drawn when the editor's stores change. */
export function PlanCanvas({ editor, hits, width, height }: Props) {
  const scheme = useComputedColorScheme("dark");
  const colors = PLAN_COLORS[scheme];
  const stage = useRef<Konva.Stage>(null);
  useSharpness(stage);

  const scene = useCallback((): OverlayScene => sceneOf(editor, "plan", scheme), [editor, scheme]);
  const paintRoad = useCallback(
    (context: Konva.Context) => {
      const scenario = editor.live();
      const { road } = scenario;
      if (!road) return;
      const view = currentView(editor, "plan");
      const viewport = editor.transient.getState().planViewport;
      paintGround(context, roadLayout(road.plan), view, viewport, colors);
      paintScenery(context, sceneryIn(scenario, road), view, colors);
      if (editor.session.getState().overlays.grid) paintGrid(context, view, viewport, colors);
      paintScale(context, view, viewport, colors);
    },
    [colors, editor],
  );
  const paintOnRoad = useCallback(
    (context: Konva.Context) => {
      const { scenario, session, transient, view, colors: marks, ground } = scene();
      if (!scenario.road) return;
      const pen = new Pen(context, view, marks);
      paintFieldOfView(pen, scenario, transient.frame, ground);
      paintBodies(pen, scenario, transient.frame, ground, colors);
      if (session.overlays.ids) paintIds(pen, scenario, transient.frame, ground);
    },
    [colors, scene],
  );
  const onGround = useCallback((redraw: () => void) => watchPlanGround(editor, redraw), [editor]);
  const onBodies = useCallback((redraw: () => void) => watchPlanBodies(editor, redraw), [editor]);
  return (
    <Stage ref={stage} width={width} height={height} style={UNTOUCHED}>
      <CanvasLayer name="road" paint={paintRoad} subscribe={onGround} />
      <CanvasLayer name="bodies" paint={paintOnRoad} subscribe={onBodies} />
      <BackdropLayer editor={editor} id="plan" hits={hits} scene={scene} />
      <HandlesLayer editor={editor} id="plan" hits={hits} scene={scene} />
    </Stage>
  );
}
