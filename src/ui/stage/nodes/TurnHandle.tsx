import type Konva from "konva";
import { useCallback, useLayoutEffect, useRef } from "react";
import { Circle, Line } from "react-konva";
import { REACH, turnHandle, type BodyRef } from "@/editor";
import { onStage } from "../overlay/pen";
import { hitSceneOf, type OverlayScene } from "../overlay/scene";
import { useSceneLayer, useSync } from "./SceneLayer";

const RADIUS = 4.5;

/** The handle ahead of the one selected body that can be turned. */
export function TurnHandle() {
  const { hits } = useSceneLayer();
  const arm = useRef<Konva.Line>(null);
  const knob = useRef<Konva.Circle>(null);
  const held = useRef<BodyRef | null>(null);

  useLayoutEffect(() => {
    if (knob.current) hits.answer(knob.current, () => held.current && { kind: "turn", item: held.current });
  }, [hits]);

  const sync = useCallback((scene: OverlayScene) => {
    const shown = !scene.transient.playing && scene.session.tool === "select";
    const handle = shown ? turnHandle(hitSceneOf(scene)) : null;
    held.current = handle?.item ?? null;
    arm.current?.visible(handle !== null);
    knob.current?.visible(handle !== null);
    if (!handle) return;
    const [from, at] = [onStage(scene.view, handle.from), onStage(scene.view, handle.at)];
    arm.current?.setAttrs({ points: [from.x, from.y, at.x, at.y], stroke: scene.colors.accent });
    knob.current?.setAttrs({ ...at, stroke: scene.colors.accent });
  }, []);
  useSync(sync);

  return (
    <>
      <Line ref={arm} listening={false} visible={false} strokeWidth={1} />
      <Circle ref={knob} visible={false} radius={RADIUS} fill="#ffffff" strokeWidth={1.5} hitStrokeWidth={2 * (REACH.handle - RADIUS)} />
    </>
  );
}
