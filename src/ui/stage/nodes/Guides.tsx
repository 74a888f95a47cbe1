import Konva from "konva";
import { useCallback, useRef } from "react";
import { Group } from "react-konva";
import { REACH, type GuideAxis } from "@/editor";
import { boxOnStage } from "../overlay/pen";
import type { OverlayScene } from "../overlay/scene";
import { useSceneLayer, useSync } from "./SceneLayer";

/** The user's guide lines, across the picture. */
export function Guides() {
  const { hits } = useSceneLayer();
  const group = useRef<Konva.Group>(null);
  const lines = useRef<Konva.Line[]>([]);

  const sync = useCallback(
    ({ scenario, session, view, colors }: OverlayScene) => {
      const { width, height } = scenario.video;
      const axes: GuideAxis[] = ["x", "y"];
      const guides = axes.flatMap((axis) => session.guides[axis].map((at) => ({ axis, at })));
      for (const line of lines.current.splice(guides.length)) line.destroy();
      guides.forEach((guide, index) => {
        const { axis, at } = guide;
        const line = lines.current[index] ?? new Konva.Line({ strokeWidth: 1, hitStrokeWidth: 2 * REACH.guide });
        if (!lines.current[index]) group.current?.add(line);
        lines.current[index] = line;
        const box = boxOnStage(view, axis === "x" ? { x: at, y: 0, width: 0, height } : { x: 0, y: at, width, height: 0 });
        line.points([box.x, box.y, box.x + box.width, box.y + box.height]);
        line.stroke(colors.accent);
        hits.answer(line, () => ({ kind: "guide", ...guide }));
      });
    },
    [hits],
  );
  useSync(sync);
  return <Group ref={group} />;
}
