import Konva from "konva";
import { useCallback, useRef } from "react";
import { Group } from "react-konva";
import type { IgnoreRegion } from "@/core/document";
import { boxOfRegion, regionsAt, type PlacedRegion } from "@/editor";
import { Pen } from "../overlay/pen";
import { paintRegion } from "../overlay/regions";
import type { OverlayScene } from "../overlay/scene";
import { useSceneLayer, useSync } from "./SceneLayer";

type Entry = { index: number; region: IgnoreRegion; readonly shape: Konva.Shape };

const NONE: readonly PlacedRegion[] = [];

/** The regions to ignore that hold at the playhead: each is a node that can be taken hold of anywhere inside. */
export function IgnoreRegions() {
  const { hits, shown } = useSceneLayer();
  const group = useRef<Konva.Group>(null);
  const entries = useRef<Entry[]>([]);
  const synced = useRef(NONE);

  const entryOf = useCallback(
    (index: number, region: IgnoreRegion): Entry => {
      const shape = new Konva.Shape({
        perfectDrawEnabled: false,
        sceneFunc: (context) => paintRegion(new Pen(context, shown().view, shown().colors), entry.region, shown()),
        hitFunc: (context) => {
          const { x, y, width, height } = new Pen(context, shown().view, shown().colors).box(boxOfRegion(entry.region));
          context.beginPath();
          context.rect(x, y, width, height);
          context.closePath();
          context.fillShape(shape);
        },
      });
      const entry: Entry = { index, region, shape };
      hits.answer(shape, () => ({ kind: "region", index: entry.index }));
      return entry;
    },
    [hits, shown],
  );

  const sync = useCallback(
    ({ scenario, transient: { frame } }: OverlayScene) => {
      const present = regionsAt(scenario, frame);
      if (present === synced.current) return;
      synced.current = present;
      for (const { shape } of entries.current.splice(present.length)) shape.destroy();
      present.forEach(([index, region], place) => {
        const known = entries.current[place];
        const entry = known ?? entryOf(index, region);
        if (!known) {
          entries.current[place] = entry;
          group.current?.add(entry.shape);
        }
        entry.index = index;
        entry.region = region;
      });
    },
    [entryOf],
  );
  useSync(sync);
  return <Group ref={group} />;
}
