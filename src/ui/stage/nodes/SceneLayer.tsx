import Konva from "konva";
import { createContext, useContext, useLayoutEffect, useMemo, useRef, type ReactNode } from "react";
import { Group, Layer } from "react-konva";
import type { OverlayScene } from "../overlay/scene";
import type { StageHits } from "./stageHits";

// Konva would draw a layer for every attribute that is set; instead it is told when the scene has changed.
Konva.autoDrawEnabled = false;

type Sync = (scene: OverlayScene) => void;

type LayerServices = {
  readonly hits: StageHits;
  /** The scene that the nodes show. */
  readonly shown: () => OverlayScene;
  /** Calls `sync` whenever the scene changes, until the returned function is called. */
  readonly follow: (sync: Sync) => () => void;
};

const LayerContext = createContext<LayerServices | null>(null);

/** The layer around a node. */
export function useSceneLayer(): LayerServices {
  const services = useContext(LayerContext);
  if (!services) throw new Error("A scene node must be inside a scene layer");
  return services;
}

/** Synchronises nodes with the scene whenever it changes, before they are drawn. `sync` must be a stable function. */
export function useSync(sync: Sync): void {
  const { follow } = useSceneLayer();
  useLayoutEffect(() => follow(sync), [follow, sync]);
}

type Props = {
  readonly name: string;
  readonly hits: StageHits;
  /** The current scene. Must be a stable function. */
  readonly scene: () => OverlayScene;
  /** Calls back whenever the layer shows something else, until the returned function is called. */
  readonly subscribe: (changed: () => void) => () => void;
  readonly children: ReactNode;
};

/**
 * A layer of nodes that follow the editor without React: when stores change, its nodes are synchronised with the scene and Konva draws
 * them with the next screen frame.
 */
export function SceneLayer({ name, hits, scene, subscribe, children }: Props) {
  const layer = useRef<Konva.Layer>(null);
  const content = useRef<Konva.Group>(null);
  const syncs = useRef(new Set<Sync>());
  const now = useRef<OverlayScene | null>(null);

  const services = useMemo<LayerServices>(
    () => ({
      hits,
      shown: () => (now.current ??= scene()),
      follow: (sync) => {
        const { current } = syncs;
        current.add(sync);
        return () => current.delete(sync);
      },
    }),
    [hits, scene],
  );

  useLayoutEffect(() => {
    const { current } = layer;
    if (!current || !content.current) return undefined;
    const forget = hits.add(current, content.current);
    const update = () => {
      const changed = scene();
      now.current = changed;
      for (const sync of syncs.current) sync(changed);
      hits.changed(current);
      current.batchDraw();
    };
    update();
    const stop = subscribe(update);
    return () => {
      stop();
      forget();
    };
  }, [hits, scene, subscribe]);

  return (
    <LayerContext.Provider value={services}>
      <Layer ref={layer} name={name}>
        <Group ref={content} listening={false}>
          {children}
        </Group>
      </Layer>
    </LayerContext.Provider>
  );
}
