import type Konva from "konva";
import type { Point } from "@/core/document";
import type { StageHit } from "@/editor";

/** What is hit where a node is hit, at a point in pixels of the video; null if it covers something that cannot be hit. */
type Answer = (point: Point) => StageHit | null;

/** The group that contains a layer's nodes, and whether its hit graph is up to date. */
type HitLayer = { readonly content: Konva.Group; drawn: boolean };

/**
 * Reports what the stage's nodes show at a point. Konva finds the node; what that node represents was registered by its creator. Konva
 * would draw its hit graph with every picture, even during playback or a drag; here it is drawn on demand.
 */
export class StageHits {
  private readonly answers = new WeakMap<Konva.Node, Answer>();
  private readonly layers = new Map<Konva.Layer, HitLayer>();

  /** Registers what is hit where the node is hit. A node that is not registered is hit like empty ground. */
  answer(node: Konva.Node, answer: Answer): void {
    this.answers.set(node, answer);
  }

  /** Adds a layer, all of whose nodes are in one group that does not listen. Returns a function that removes it. */
  add(layer: Konva.Layer, content: Konva.Group): () => void {
    const hitLayer: HitLayer = { content, drawn: false };
    this.layers.set(layer, hitLayer);
    // Drawing the picture empties the hit graph, since nothing listens then.
    const emptied = () => {
      hitLayer.drawn = false;
    };
    layer.on("draw", emptied);
    return () => {
      layer.off("draw", emptied);
      this.layers.delete(layer);
    };
  }

  /** Reports that a layer's nodes have changed. */
  changed(layer: Konva.Layer): void {
    const hitLayer = this.layers.get(layer);
    if (hitLayer) hitLayer.drawn = false;
  }

  /** The topmost target at a point, for the current nodes, whether or not they have been drawn yet. */
  at(onStage: Point, inVideo: Point): StageHit | null {
    for (const [layer, hitLayer] of this.layers) if (!hitLayer.drawn) drawHits(layer, hitLayer);
    const [layer] = this.layers.keys();
    const node = layer?.getStage().getIntersection(onStage);
    return (node && this.answers.get(node)?.(inVideo)) ?? null;
  }
}

function drawHits(layer: Konva.Layer, hitLayer: HitLayer): void {
  hitLayer.content.listening(true);
  layer.drawHit();
  hitLayer.content.listening(false);
  hitLayer.drawn = true;
}
