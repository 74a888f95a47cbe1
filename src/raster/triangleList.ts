import { type Arena, Block } from "./arena";
import { LACKED, LensTables, type BentLens, type BentView } from "./bentLens";
import { DrawnBefore, type Drawing } from "./drawnBefore";
import type { Kernel } from "./kernelInstance";
import { onSurface, type DrawSettings, type Mesh, type PixelMatrix } from "./types";

/** A mark in a list of triangles, to which it can be reset. */
export type Mark = { readonly bytes: number; readonly batches: number };

/** Consecutive records in memory. */
export type Records = { address: number; count: number };

const RECORD_BYTES = 64;
const CORNER_BYTES = 24;
const TWO_SIDED = 4;
const PAINTED = 2;
const SHADOW = 8;
const MIRROR = 16;
const MOST_ID = 65_535;

/** Triangles that are projected, clipped and ready to be filled, in drawing order. */
export class TriangleList {
  /** The largest id so far, including that of removed triangles. */
  mostId = 0;
  private readonly positions: Block;
  private readonly indices: Block;
  private readonly colors: Block;
  private readonly corners: Block;
  private readonly records: Block;
  private readonly matrix: number;
  private readonly lens: LensTables;
  private readonly before: DrawnBefore;
  private bytes = 0;
  private spareRecords = MOST_RECORDS_OF_ONE;
  private readonly batches: { id: number; from: number; to: number }[] = [];

  constructor(
    private readonly kernel: Kernel,
    arena: Arena,
    private readonly near: number,
  ) {
    const block = () => new Block(arena, kernel.memory);
    [this.positions, this.indices, this.colors, this.corners, this.records] = [block(), block(), block(), block(), block()];
    this.matrix = arena.take(12 * 8);
    this.lens = new LensTables(kernel, arena);
    this.before = new DrawnBefore(arena, kernel.memory);
  }

  get all(): Records {
    return { address: this.records.address, count: this.bytes / RECORD_BYTES };
  }

  /** The ids that have been drawn. */
  ids(): Set<number> {
    return new Set(this.batches.map(({ id }) => id));
  }

  of(wanted: number): Records[] {
    return this.batches
      .filter(({ id }) => id === wanted)
      .map(({ from, to }) => ({ address: this.records.address + from, count: (to - from) / RECORD_BYTES }));
  }

  mark(): Mark {
    return { bytes: this.bytes, batches: this.batches.length };
  }

  /** @param keeps whether what is removed is kept for what will be drawn in the same way again */
  reset({ bytes, batches }: Mark, keeps: boolean): void {
    if (keeps) this.before.keep(this.records.address, { from: Math.min(this.bytes, bytes), to: this.bytes });
    else this.before.stop();
    this.bytes = Math.min(this.bytes, bytes);
    this.batches.length = Math.min(this.batches.length, batches);
  }

  /** @param matrix null if positions are pixels and depth already */
  append(mesh: Mesh, matrix: PixelMatrix | null, settings: DrawSettings): void {
    if (matrix && matrix.length !== 12) throw new RangeError(`A matrix is three rows of four numbers, not ${matrix.length} numbers`);
    const drawing: Drawing = { mesh, lens: null, numbers: matrix, seen: null, settings };
    const from = this.bytes;
    if (!this.reuse(drawing)) this.project(mesh, matrix, settings);
    this.before.note(drawing, { from, to: this.bytes });
  }

  private project(mesh: Mesh, matrix: PixelMatrix | null, settings: DrawSettings): void {
    const { kernel } = this;
    const { id, flags, corners, triangles, positionsAt, indicesAt, colorsAt } = this.taken(mesh, settings);
    const cornersAt = this.corners.ensure(corners * CORNER_BYTES);
    if (matrix) new Float64Array(kernel.memory.buffer, this.matrix, 12).set(matrix);
    kernel.project(positionsAt, corners, matrix ? this.matrix : 0, this.near, cornersAt);
    const from = this.bytes;
    for (let done = 0; done < triangles;) {
      this.startRecords(triangles - done);
      done = kernel.append(indicesAt, colorsAt, done, triangles, corners, id, flags, this.records.limit);
      if (done < 0) this.refuse(from, -1 - done, corners);
      this.bytes = kernel.recordsEnd() - this.records.address;
    }
    this.finish(id, from);
  }

  /** Adds triangles as they are seen through a lens that bends straight lines. */
  appendBent(mesh: Mesh, lens: BentLens, view: BentView, settings: DrawSettings): void {
    const drawing: Drawing = { mesh, lens, numbers: view.rows, seen: view.cone, settings };
    const from = this.bytes;
    if (!this.reuse(drawing)) this.bend(mesh, lens, view, settings);
    this.before.note(drawing, { from, to: this.bytes });
  }

  private bend(mesh: Mesh, lens: BentLens, view: BentView, settings: DrawSettings): void {
    const { kernel } = this;
    const { id, flags, corners, triangles, positionsAt, indicesAt, colorsAt } = this.taken(mesh, settings);
    this.lens.set(lens, view);
    this.lens.project(positionsAt, corners);
    const from = this.bytes;
    let parts = 0;
    for (let done = 0; done < triangles;) {
      this.startRecords(triangles - done);
      const { start, limit } = this.lens.partsAt();
      done = kernel.bend(indicesAt, colorsAt, done, triangles, id, flags, this.records.limit, start + parts, limit);
      if (done < 0) this.refuse(from, -1 - done, corners);
      this.bytes = kernel.recordsEnd() - this.records.address;
      parts = kernel.partsUpTo() - start;
      if (done === triangles) continue;
      // Only what is lacking grows: room is never given back.
      const lacked = kernel.bendLacked();
      if (lacked === LACKED.records) this.spareRecords *= 2;
      else if (lacked === LACKED.parts) this.lens.growParts(parts);
      else {
        this.lens.growCorners();
        this.lens.project(positionsAt, corners);
      }
    }
    this.finish(id, from);
    if (parts > 0) this.project(this.lens.partsSeen(parts, lens.project), null, settings);
  }

  /** Adds the records of the same drawing before the list was reset. @returns false if there are none */
  private reuse(drawing: Drawing): boolean {
    const found = this.before.find(drawing);
    if (!found) return false;
    const from = this.bytes;
    const records = this.records.ensure(from + found.bytes, from);
    new Uint8Array(this.kernel.memory.buffer).copyWithin(records + from, found.address, found.address + found.bytes);
    this.bytes = from + found.bytes;
    this.finish(drawing.settings.id ?? 0, from);
    return true;
  }

  /** Copies a mesh into the kernel's memory. @throws RangeError if it is not one */
  private taken({ positions, indices, colors }: Mesh, { id = 0, twoSided, painted, shadow, mirror }: DrawSettings) {
    if (!(Number.isInteger(id) && id >= 0 && id <= MOST_ID))
      throw new RangeError(`An id is a whole number from 0 to ${MOST_ID}, not ${id}`);
    const corners = Math.floor(positions.length / 3);
    const triangles = Math.floor(indices.length / 3);
    if (colors.length < triangles) throw new RangeError(`A mesh of ${triangles} triangles has ${colors.length} colours; each needs one`);
    const positionsAt = this.positions.ensure(positions.byteLength);
    const indicesAt = this.indices.ensure(indices.byteLength);
    const colorsAt = this.colors.ensure(colors.byteLength);
    const { buffer } = this.kernel.memory;
    new Float32Array(buffer, positionsAt, positions.length).set(positions);
    new Uint32Array(buffer, indicesAt, indices.length).set(indices);
    const copied = new Uint32Array(buffer, colorsAt, colors.length);
    copied.set(colors);
    if (mirror !== undefined) for (let at = 0; at < copied.length; at++) copied[at] = onSurface(copied[at] ?? 0, mirror);
    const flags = (twoSided ? TWO_SIDED : 0) | (painted ? PAINTED : 0) | (shadow ? SHADOW : 0) | (mirror !== undefined ? MIRROR : 0);
    return { id, flags, corners, triangles, positionsAt, indicesAt, colorsAt };
  }

  /** Makes room for the records of triangles, and lets the kernel write them after those that are there. */
  private startRecords(triangles: number): void {
    const records = this.records.ensure(this.bytes + (triangles + this.spareRecords) * RECORD_BYTES, this.bytes);
    this.kernel.setRecordsEnd(records + this.bytes);
  }

  private refuse(from: number, triangle: number, corners: number): never {
    this.bytes = from;
    throw new RangeError(`Triangle ${triangle} of a mesh names a corner beyond its ${corners}`);
  }

  private finish(id: number, from: number): void {
    if (this.bytes === from) return;
    this.mostId = Math.max(this.mostId, id);
    this.batches.push({ id, from, to: this.bytes });
  }
}

/** A triangle clipped at five planes has at most eight corners. */
const MOST_RECORDS_OF_ONE = 6;
