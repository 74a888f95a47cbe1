import type { Scenario } from "@/core/document";
import { semanticOfActor, semanticOfOccluder } from "@/core/pixels";
import { paintedBodies, placedFrame } from "@/core/scene";
import type { FramePixels, PixelTruth } from "./framePixels";

type Bodies = ReturnType<typeof paintedBodies>;

/** Pixels of the picture world: of bodies that are painted one over the other. Its scenery has no classes. */
export class PicturePixels implements PixelTruth {
  private readonly instances: Uint16Array<ArrayBuffer>;
  private readonly semantic: Uint8Array<ArrayBuffer>;
  private readonly mask: Uint8Array<ArrayBuffer>;

  constructor(private readonly scenario: Scenario) {
    const { width, height } = scenario.video;
    this.instances = new Uint16Array(width * height);
    this.semantic = new Uint8Array(width * height);
    this.mask = new Uint8Array(width * height);
  }

  frame(frame: number): FramePixels {
    const bodies = paintedBodies(placedFrame(this.scenario, frame));
    return {
      instances: () => this.painted(this.instances, bodies, ({ body }) => (isAnnotated(body) ? body.trackId + 1 : 0)),
      semantic: () =>
        this.painted(this.semantic, bodies, ({ body }) =>
          body.kind === "actor" ? semanticOfActor(body.type, body.appearance.model) : semanticOfOccluder(body.occluderKind),
        ),
      amodal: () => this.amodal(bodies),
      depth: noMetres,
      flow: noMetres,
    };
  }

  private painted<Plane extends Uint8Array | Uint16Array>(plane: Plane, bodies: Bodies, valueOf: (body: Bodies[number]) => number): Plane {
    plane.fill(0);
    for (const body of bodies) if (body.isDrawn) this.fill(plane, body, valueOf(body));
    return plane;
  }

  private *amodal(bodies: Bodies): Generator<{ trackId: number; mask: Uint8Array }, void, undefined> {
    const actors = bodies.flatMap((painted) => (isAnnotated(painted.body) ? [{ trackId: painted.body.trackId, painted }] : []));
    for (const { trackId, painted } of actors.sort((a, b) => a.trackId - b.trackId)) {
      this.mask.fill(0);
      this.fill(this.mask, painted, 255);
      if (this.mask.includes(255)) yield { trackId, mask: this.mask };
    }
  }

  private fill(plane: Uint8Array | Uint16Array, { box, mask }: Bodies[number], value: number): void {
    const { width, height } = this.scenario.video;
    for (let row = Math.max(0, -box.y); row < mask.height && box.y + row < height; row++)
      for (let column = Math.max(0, -box.x); column < mask.width && box.x + column < width; column++)
        if (mask.data[row * mask.width + column] === 1) plane[(box.y + row) * width + box.x + column] = value;
  }
}

function isAnnotated(body: Bodies[number]["body"]): body is Extract<Bodies[number]["body"], { kind: "actor" }> {
  return body.kind === "actor" && body.onlyOccludes !== true;
}

function noMetres(): never {
  throw new RangeError("only a road has depth and flow");
}
