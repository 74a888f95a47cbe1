import { type Arena, Block } from "./arena";
import type { DrawSettings, Mesh } from "./types";

/** How a mesh was drawn. What is compared by identity is never changed: meshes, lenses and what of the world is seen. */
export type Drawing = {
  readonly mesh: Mesh;
  /** A lens that bends lines; null for a matrix, or for what is projected already. */
  readonly lens: object | null;
  /** The numbers that project it, or transform it to the camera's frame; null for what is projected already. */
  readonly numbers: ArrayLike<number> | null;
  /** The part of the world that is seen; null if it is all in front of the camera. */
  readonly seen: object | null;
  readonly settings: DrawSettings;
};

/** Records in a list of triangles: its bytes from, to. */
type Span = { readonly from: number; readonly to: number };
type Kept = Drawing & Span;

/**
 * The records of what was drawn before a list was reset, for those that are drawn in the same way again: under a camera that stands, most
 * things do not move from one picture to the next.
 */
export class DrawnBefore {
  private drawn: Kept[] = [];
  private before = new Map<Mesh, Kept[]>();
  private readonly saved: Block;
  private savedBytes = 0;
  private isOn = false;

  constructor(
    arena: Arena,
    private readonly memory: WebAssembly.Memory,
  ) {
    this.saved = new Block(arena, memory);
  }

  /** Forgets everything, and keeps nothing from now on. */
  stop(): void {
    if (!this.isOn) return;
    this.isOn = false;
    this.drawn = [];
    this.before = new Map();
    this.savedBytes = 0;
  }

  /** Keeps what was drawn after a place in the list, which is about to be removed. @param records address of the list's first byte */
  keep(records: number, place: Span): void {
    this.isOn = true;
    this.before = new Map();
    const { from, to } = place;
    this.savedBytes = Math.max(0, to - from);
    const address = this.saved.ensure(this.savedBytes);
    new Uint8Array(this.memory.buffer).copyWithin(address, records + from, records + to);
    for (const kept of this.drawn) {
      if (kept.from < from) continue;
      const moved = { ...kept, from: kept.from - from, to: kept.to - from };
      const others = this.before.get(kept.mesh);
      if (others) others.push(moved);
      else this.before.set(kept.mesh, [moved]);
    }
    this.drawn = this.drawn.filter((kept) => kept.from < from);
  }

  /** The kept records of the same drawing: their address and bytes. Null if there are none. */
  find(drawing: Drawing): { readonly address: number; readonly bytes: number } | null {
    const kept = this.before.get(drawing.mesh)?.find((other) => isSame(other, drawing));
    return kept ? { address: this.saved.address + kept.from, bytes: kept.to - kept.from } : null;
  }

  /** Notes what was drawn, and where its records are in the list. */
  note({ mesh, lens, numbers, seen, settings }: Drawing, { from, to }: Span): void {
    if (this.isOn)
      this.drawn.push({ mesh, lens, numbers: numbers && new Float64Array(numbers), seen, settings: { ...settings }, from, to });
  }
}

function isSame(one: Drawing, other: Drawing): boolean {
  const [a, b] = [one.settings, other.settings];
  return (
    one.lens === other.lens &&
    one.seen === other.seen &&
    a.id === b.id &&
    a.twoSided === b.twoSided &&
    a.painted === b.painted &&
    a.shadow === b.shadow &&
    a.mirror === b.mirror &&
    areEqual(one.numbers, other.numbers)
  );
}

function areEqual(one: ArrayLike<number> | null, other: ArrayLike<number> | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
