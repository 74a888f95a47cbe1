import type Konva from "konva";
import { useCallback, useLayoutEffect, useRef } from "react";
import { Rect, Transformer } from "react-konva";
import { REACH, middleOf, resizeHandles, type ItemRef, type ResizeEdge } from "@/editor";
import { boxOnStage } from "../overlay/pen";
import { hitSceneOf, type OverlayScene } from "../overlay/scene";
import { useSceneLayer, useSync } from "./SceneLayer";

/** Konva's names of the handles. */
const ANCHORS: Record<ResizeEdge, string> = {
  "top-left": "top-left",
  top: "top-center",
  "top-right": "top-right",
  left: "middle-left",
  right: "middle-right",
  "bottom-left": "bottom-left",
  bottom: "bottom-center",
  "bottom-right": "bottom-right",
};
const EDGES: readonly ResizeEdge[] = ["top-left", "top", "top-right", "left", "right", "bottom-left", "bottom", "bottom-right"];

/** The side of a handle, in CSS pixels. */
const SIZE = 8;

/**
 * Handles at the corners and sides of the one selected body or region: a transformer's anchors. They say which edge is grabbed; the tool
 * decides what dragging it does, so the transformer itself is never dragged.
 */
export function ResizeHandles() {
  const { hits } = useSceneLayer();
  const transformer = useRef<Konva.Transformer>(null);
  const frame = useRef<Konva.Rect>(null);
  const middle = useRef<Konva.Rect>(null);
  const held = useRef<ItemRef | null>(null);

  const style = useCallback(
    (anchor: Konva.Rect) => {
      const edge = EDGES.find((candidate) => anchor.hasName(ANCHORS[candidate]));
      if (edge) hits.answer(anchor, () => held.current && { kind: "resize", item: held.current, edge });
      anchor.hitStrokeWidth(2 * REACH.handle - SIZE);
      // At pixel centres, like the frame: thin lines are sharp.
      anchor.position({ x: Math.round(anchor.x()), y: Math.round(anchor.y()) });
    },
    [hits],
  );

  // A body is part of the picture, so its centre counts as empty ground here; a region is over the picture, as this is.
  useLayoutEffect(() => {
    if (middle.current) hits.answer(middle.current, () => (held.current?.kind === "region" ? held.current : null));
  }, [hits]);

  const sync = useCallback((scene: OverlayScene) => {
    const { current: anchors } = transformer;
    if (!anchors || !frame.current || !middle.current) return;
    const shown = !scene.transient.playing && scene.session.tool === "select";
    const handles = shown ? resizeHandles(hitSceneOf(scene)) : null;
    held.current = handles?.item ?? null;
    anchors.visible(handles !== null);
    middle.current.visible(handles !== null);
    if (!handles) return;
    const { box, edges } = handles;
    frame.current.setAttrs(boxOnStage(scene.view, box));
    middle.current.setAttrs(boxOnStage(scene.view, middleOf(box)));
    if (anchors.nodes().length === 0) anchors.nodes([frame.current]);
    const enabled = edges.map((edge) => ANCHORS[edge]);
    if (enabled.join() !== anchors.enabledAnchors().join()) anchors.enabledAnchors(enabled);
    anchors.anchorStroke(scene.colors.accent);
  }, []);
  useSync(sync);

  return (
    <>
      <Rect ref={frame} listening={false} />
      <Transformer
        ref={transformer}
        visible={false}
        rotateEnabled={false}
        borderEnabled={false}
        anchorSize={SIZE}
        anchorStrokeWidth={1.5}
        anchorFill="#ffffff"
        anchorCornerRadius={2}
        anchorStyleFunc={style}
      />
      <Rect ref={middle} visible={false} />
    </>
  );
}
