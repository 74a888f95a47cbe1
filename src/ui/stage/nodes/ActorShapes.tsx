import Konva from "konva";
import { useCallback, useLayoutEffect, useRef } from "react";
import { Group } from "react-konva";
import type { Actor, Point } from "@/core/document";
import type { StageHit } from "@/editor";
import { Pen } from "../overlay/pen";
import type { OverlayScene } from "../overlay/scene";
import { useSceneLayer, useSync } from "./SceneLayer";

/** Something that many actors have, each drawn as one node however many points it has. */
export type ActorPart = {
  /** The actors that have it, from back to front. */
  readonly actors: (scene: OverlayScene) => readonly Actor[];
  /** Draws it. `count`: how many actors have it. */
  readonly paint: (pen: Pen, actor: Actor, scene: OverlayScene, count: number) => void;
  /** Traces the area where it is hit, and fills or strokes it as `shape`. */
  readonly area: (pen: Pen, actor: Actor, shape: Konva.Shape, scene: OverlayScene) => void;
  /** How wide a stroked area is, in CSS pixels. */
  readonly hitStrokeWidth?: number;
  /** What is hit at a point (pixels of the video) within that area. */
  readonly hit: (actor: Actor, point: Point, scene: OverlayScene) => StageHit | null;
};

type Entry = { actor: Actor; readonly shape: Konva.Shape };

/** One node for each actor that has a part. `part` must be a stable object. */
export function ActorShapes({ part }: { readonly part: ActorPart }) {
  const { hits, shown } = useSceneLayer();
  const group = useRef<Konva.Group>(null);
  const entries = useRef(new Map<string, Entry>());

  const entryOf = useCallback(
    (actor: Actor): Entry => {
      const pen = (context: Konva.Context) => new Pen(context, shown().view, shown().colors);
      const shape = new Konva.Shape({
        perfectDrawEnabled: false,
        sceneFunc: (context) => part.paint(pen(context), entry.actor, shown(), entries.current.size),
        hitFunc: (context) => part.area(pen(context), entry.actor, shape, shown()),
        ...(part.hitStrokeWidth === undefined ? {} : { hitStrokeWidth: part.hitStrokeWidth }),
      });
      const entry: Entry = { actor, shape };
      hits.answer(shape, (point) => part.hit(entry.actor, point, shown()));
      return entry;
    },
    [hits, part, shown],
  );

  const sync = useCallback(
    (scene: OverlayScene) => {
      const actors = part.actors(scene);
      const wanted = new Set(actors.map(({ id }) => id));
      for (const [id, { shape }] of entries.current) {
        if (wanted.has(id)) continue;
        shape.destroy();
        entries.current.delete(id);
      }
      actors.forEach((actor, index) => {
        const entry = entries.current.get(actor.id) ?? entryOf(actor);
        if (!entries.current.has(actor.id)) {
          entries.current.set(actor.id, entry);
          group.current?.add(entry.shape);
        }
        entry.actor = actor;
        entry.shape.listening(!actor.locked);
        if (entry.shape.zIndex() !== index) entry.shape.zIndex(index);
      });
    },
    [entryOf, part],
  );
  useSync(sync);

  // Before the layer synchronises its nodes with the scene: a later cleanup would remove the shapes just created.
  useLayoutEffect(() => {
    const made = entries.current;
    return () => {
      for (const { shape } of made.values()) shape.destroy();
      made.clear();
    };
  }, [entryOf]);
  return <Group ref={group} />;
}
