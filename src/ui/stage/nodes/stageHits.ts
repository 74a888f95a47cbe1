import type Konva from "konva";
import type { Point } from "@/core/document";
import type { StageHit } from "@/editor";

/** What is hit where a node is hit, at a point in pixels of the video; null where it covers something not to be hit. */
type Answer = (point: Point) => StageHit | null;

/** What a layer holds in one group, and whether its hit graph is that of its nodes. */
type HitLayer = { readonly content: Konva.Group; drawn: boolean };

/**
 * Tells what the stage's nodes show at a place. Konva finds the node; what that node is, whoever made it has said. Konva
 * would draw its hit graph with every picture, also while a scenario plays or a drag continues; here it is drawn when asked for.
 */
export class StageHits {
  private readonly answers = new WeakMap<Konva.Node, Answer>();
  private readonly layers = new Map<Konva.Layer, HitLayer>();

  /** Says what is hit where the node is hit. A node of which nothing is said is hit like empty ground. */
  answer(node: Konva.Node, answer: Answer): void {
    this.answers.set(node, answer);
  }

  /** Takes a layer into account, all of whose nodes are in one group that does not listen. Gives a function that ends this. */
  add(layer: Konva.Layer, content: Konva.Group): () => void {
    const hitLayer: HitLayer = { content, drawn: false };
    this.layers.set(layer, hitLayer);
    // Drawing the picture empties the hit graph, as nothing listens then.
    const emptied = () => {
      hitLayer.drawn = false;
    };
    layer.on("draw", emptied);
    return () => {
      layer.off("draw", emptied);
      this.layers.delete(layer);
    };
  }

  /** Says that a layer's nodes have changed. */
  changed(layer: Konva.Layer): void {
    const hitLayer = this.layers.get(layer);
    if (hitLayer) hitLayer.drawn = false;
  }

  /** What lies topmost at a place, as the nodes are now, whether or not they have been drawn so. */
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
