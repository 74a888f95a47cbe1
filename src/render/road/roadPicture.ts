import {
  FLICKER_DRAWN_ABOVE,
  NEAREST,
  drawMesh,
  aroundLooseBox,
  drawRoadBodies,
  drawRoadGround,
  drawRoadScenery,
  drawPuddles,
  drawReflections,
  drawRoadShadows,
  drawSceneryShadows,
  instancesOf,
  reflectionBox,
  shadowBox,
  countedBoxes,
  sightsOf,
  type Box,
  type FrameState,
  type RoadView,
  type Sights,
} from "@/core/scene";
import type { Rgb } from "@/core/document";
import { SCENERY_KINDS } from "@/core/world/scenery";
import { Raster, rgb } from "@/raster";
import { clipToFrame, type Regions } from "../regions";
import { aroundBoth, mergedRegions } from "./regions";
import type { Pixels } from "./blend";
import { applyAll, applySteady, passes } from "./effects";
import { coverIn } from "./cover";
import { FLAT_SKY, bodyLightsIn, lightOf, mirroredIn, puddlesIn, shadingOf } from "./light";
import { shadowsIn, sunDisc, sunSeen } from "./sun";

type Mark = ReturnType<Raster["mark"]>;

/** What the rasteriser's picture currently shows. */
type Shown = {
  /** Identifies the static parts: sky, road, occluders. */
  readonly standing: string;
  /** Identifies the light that changes with what moves: that of lamps, and what the camera sees of the sun. */
  readonly light: string;
  readonly plan: RoadView["plan"];
  readonly mark: Mark;
  /** Each actor's appearance and the box around it. Only computed where the next picture may have parts of this one. */
  readonly actors: () => Actors;
};

type Actors = ReadonlyMap<string, { look: string; box: Box }>;

/**
 * The picture of a road scenario of one size, drawn by the rasteriser. With a fixed camera, static parts are drawn once, and for every
 * frame only the boxes of what has moved. The same frame always gives the same pixels, whatever was drawn before.
 */
export class RoadPicture {
  readonly raster: Raster;
  private shown: Shown | null = null;
  /** The areas that overlays cover in the last frame, which have to be redrawn for the next. */
  private covered: readonly Box[] = [];
  /** A copy of the picture without overlays; null if there are none. */
  private clean: Uint8ClampedArray | null = null;
  private readonly whole: Box;

  /** @throws RangeError, RasterUnsupportedError as `Raster` */
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.whole = { x: 0, y: 0, width, height };
    this.raster = new Raster({ width, height, near: NEAREST });
  }

  /** Draws a frame. @returns where the picture may differ from the one drawn before */
  draw(state: FrameState, view: RoadView): Regions {
    const regions = view.exposures ? this.drawExposed(view.exposures) : this.drawMoment(state, view);
    this.covered = [];
    if (!passes(state)) {
      this.clean = null;
      for (const region of regions === "whole" ? [this.whole] : regions) applySteady(this.pixels(), state, region);
      return regions;
    }
    // The overlays of this picture are removed before the next is drawn.
    this.clean ??= new Uint8ClampedArray(this.width * this.height * 4);
    this.clean.set(this.raster.pixels());
    if (view.exposures) {
      // What glows and sprays is where the frame's own moment has it.
      this.drawStanding(state, view);
      this.drawActors(state, view);
    }
    applyAll(this.raster, this.pixels(), state, view);
    return "whole";
  }

  /** What is seen of the bodies in the frame drawn last, at its own moment. */
  sights(state: FrameState, view: RoadView): Sights {
    // Usually, the triangles of the picture are those that are counted. It has others at other moments, and tracks in the snow.
    if (view.exposures || coverIn(state.weather).snow > 0) return sightsOf(state, view, instancesOf(state, view));
    const regions = mergedRegions(clipToFrame(countedBoxes(state, view), this), this);
    const boxes = regions === "whole" ? [this.whole] : regions;
    for (const region of boxes) this.raster.renderInstances(region);
    return sightsOf(state, view, this.raster, boxes);
  }

  /** Draws a frame that shows a single moment, or only what differs from the previous frame. */
  private drawMoment(state: FrameState, view: RoadView): Regions {
    const before = this.shown;
    const standing = standingKey(state, view);
    const isSame = before?.standing === standing && before.plan === view.plan;
    if (isSame && this.clean) this.raster.pixels().set(this.clean);
    const mark = isSame ? before.mark : this.drawStanding(state, view);
    if (isSame) this.raster.reset(mark, true);
    this.drawActors(state, view);
    const light = this.setLight(state, view);
    const actors = once(() => actorsOf(state, view));
    this.shown = { standing, light, plan: view.plan, mark, actors };
    const regions =
      isSame && before.light === light
        ? mergedRegions(clipToFrame([...this.covered, ...movedBoxes(before.actors(), actors())], this), this)
        : "whole";
    if (regions === "whole") this.raster.renderPicture({ background: FLAT_SKY });
    else for (const region of regions) this.raster.renderPicture({ background: FLAT_SKY, region });
    return regions;
  }

  /** Draws rows at their moments; several moments of a row are averaged. */
  private drawExposed({ moments, momentsOfRow }: NonNullable<RoadView["exposures"]>): Regions {
    this.shown = null;
    const sums = new Uint16Array(this.width * this.height * 4);
    for (const { top, bottom, state } of moments) {
      if (!state.road) continue;
      this.drawStanding(state, state.road);
      this.drawActors(state, state.road);
      this.setLight(state, state.road);
      this.raster.renderPicture({ background: FLAT_SKY, region: { x: 0, y: top, width: this.width, height: bottom - top } });
      const drawn = this.raster.pixels();
      const end = bottom * this.width * 4;
      for (let at = top * this.width * 4; at < end; at++) sums[at] = (sums[at] ?? 0) + (drawn[at] ?? 0);
    }
    const half = momentsOfRow >> 1;
    this.raster.pixels().set(sums.map((sum) => Math.floor((sum + half) / momentsOfRow)));
    return "whole";
  }

  /** Draws boxes inside the picture, over the previous frame. */
  fill(cells: readonly { readonly box: Box; readonly color: Rgb }[]): void {
    const { buffer, byteOffset } = this.raster.pixels();
    const words = new Uint32Array(buffer, byteOffset, this.width * this.height);
    for (const { box, color } of cells)
      for (let row = box.y; row < box.y + box.height; row++)
        words.fill(rgb(...color), row * this.width + box.x, row * this.width + box.x + box.width);
    this.covered = cells.map(({ box }) => box);
  }

  private pixels(): Pixels {
    return { data: this.raster.pixels(), width: this.width, height: this.height };
  }

  private drawStanding(state: FrameState, view: RoadView): Mark {
    const { raster } = this;
    raster.reset();
    drawRoadGround(raster, state, view, coverIn(state.weather));
    // Scenery comes before bodies, as in the pass of ids. Shadows spare all that is not ground.
    const { parked, street } = bodyLightsIn(state.weather);
    drawRoadScenery(this.raster, state, view, ({ kind }) => (LIT_WITH_STREET.has(SCENERY_KINDS[kind]) ? street : parked));
    const disc = state.style === "illustrated" ? sunDisc(view.camera.pose, state.weather, lightOf(state.weather).horizon) : null;
    if (disc) drawMesh(raster, view.camera, disc, null, { twoSided: true });
    if (hasShadows(state)) drawSceneryShadows(raster, view, shadowsIn(state.weather));
    this.drawWithShadows(state, view, (body) => !isActor(body));
    return raster.mark();
  }

  /** Sets the light for what has been collected. @returns what of it may differ from frame to frame */
  private setLight(state: FrameState, view: RoadView): string {
    if (state.style === "schematic") {
      this.raster.setShading(null);
      return "";
    }
    const sun = sunSeen(this.raster, state, view);
    const shading = shadingOf(state, view, { sun });
    this.raster.setShading(shading);
    return JSON.stringify([sun, shading.lamps]);
  }

  private drawActors(state: FrameState, view: RoadView): void {
    this.drawWithShadows(state, view, isActor);
    const puddles = hasShadows(state) ? puddlesIn(state.weather) : null;
    if (puddles) drawPuddles(this.raster, view, puddles.mirrored, puddles.sky);
  }

  private drawWithShadows(state: FrameState, view: RoadView, chosen: (body: { readonly kind: "actor" | "occluder" }) => boolean): void {
    if (hasShadows(state)) drawRoadShadows(this.raster, view, shadowsIn(state.weather), chosen);
    const { moving, parked } = bodyLightsIn(state.weather);
    const lightOn = (body: { readonly kind: "actor" | "occluder" }) => (isActor(body) ? moving : parked);
    const mirrored = hasShadows(state) ? mirroredIn(state.weather) : null;
    if (mirrored) drawReflections(this.raster, state, view, mirrored, chosen, lightOn);
    drawRoadBodies(this.raster, state, view, chosen, lightOn);
  }
}

/** Scenery whose lamps or windows are lit when street lamps are. */
const LIT_WITH_STREET: ReadonlySet<string> = new Set(["lamps", "buildings"]);

const isActor = ({ kind }: { readonly kind: "actor" | "occluder" }): boolean => kind === "actor";

function standingKey({ style, weather, sensor, bodies }: FrameState, { camera, casters, scenery = [] }: RoadView): string {
  return JSON.stringify([
    style,
    weather,
    sensor,
    camera,
    // Under the same camera, only traffic lights change; and all of it if the scenario does.
    scenery.map(({ item, aspect }) => aspect ?? item.id),
    [...bodies, ...casters].map((body) => (body.kind === "occluder" ? body.solid : null)),
  ]);
}

/** A function that computes its result when it is first needed. */
function once<Result>(compute: () => Result): () => Result {
  let known: { readonly result: Result } | null = null;
  return () => (known ??= { result: compute() }).result;
}

/** The specification's flat colours have none. */
const hasShadows = ({ style }: FrameState): boolean => style === "illustrated";

function actorsOf(state: FrameState, { camera, casters }: RoadView): Actors {
  const actors = new Map<string, { look: string; box: Box }>();
  const isMirrored = hasShadows(state) && mirroredIn(state.weather) !== null;
  for (const body of state.bodies)
    if (body.kind === "actor" && body.flicker > FLICKER_DRAWN_ABOVE) {
      const box = aroundLooseBox(body.box);
      const image = isMirrored && body.solid ? reflectionBox(camera, body.solid) : null;
      actors.set(body.id, { look: JSON.stringify(body.solid), box: image ? aroundBoth(box, image) : box });
    }
  if (!hasShadows(state)) return actors;
  const light = shadowsIn(state.weather);
  for (const { kind, id, solid } of casters) {
    const shadow = kind === "actor" ? shadowBox(camera, solid, light) : null;
    const known = actors.get(id);
    if (shadow) actors.set(id, { look: JSON.stringify(solid), box: known ? aroundBoth(known.box, shadow) : shadow });
  }
  return actors;
}

/** Old and new boxes of the actors that have changed, appeared or disappeared. */
function movedBoxes(before: Actors, after: Actors): Box[] {
  const boxes: Box[] = [];
  for (const [id, { look, box }] of after) {
    const known = before.get(id);
    if (known?.look === look) continue;
    boxes.push(box);
    if (known) boxes.push(known.box);
  }
  for (const [id, { box }] of before) if (!after.has(id)) boxes.push(box);
  return boxes;
}
