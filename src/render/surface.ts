/** What `drawFrame` draws on: the page's canvas or a worker's, both created with `CONTEXT_SETTINGS`. */
export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/**
 * How every canvas for a frame is created. `willReadFrequently` keeps it in main memory, drawn by the processor: the same pixels on every
 * machine, and fast to read.
 */
export const CONTEXT_SETTINGS = { alpha: false, willReadFrequently: true } as const;

export type Surface = { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D; width: number; height: number };

/** A picture in memory; transparent where nothing is drawn, unless `opaque`. */
export function createSurface(width: number, height: number, opaque = false): Surface {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { alpha: !opaque, willReadFrequently: true });
  if (!context) throw new Error(`The browser could not create a canvas of ${width} × ${height} pixels; choose a smaller frame size`);
  return { canvas, context, width, height };
}

/** Surfaces for reuse: creating a canvas costs as much as drawing on it. */
export class SurfacePool {
  private readonly idle = new Map<string, Surface[]>();

  /** Sides are rounded up to multiples of `step`, so that drawings of similar size can reuse them. */
  constructor(
    private readonly step: number,
    private readonly opaque: boolean,
  ) {}

  /** An empty surface of at least this size. */
  take(width: number, height: number): Surface {
    const [wide, high] = [Math.ceil(width / this.step) * this.step, Math.ceil(height / this.step) * this.step];
    const surface = this.idle.get(`${wide}x${high}`)?.pop() ?? createSurface(wide, high, this.opaque);
    surface.context.clearRect(0, 0, wide, high);
    return surface;
  }

  give(surface: Surface): void {
    const key = `${surface.width}x${surface.height}`;
    const shelf = this.idle.get(key);
    if (!shelf) this.idle.set(key, [surface]);
    else if (shelf.length < 64) shelf.push(surface);
  }
}

/** Pictures by key; the least recently used are dropped first once they take more than `maximumBytes`. */
export class SurfaceCache<Entry extends { readonly bytes: number }> {
  private readonly entries = new Map<string, Entry>();
  private bytes = 0;

  constructor(
    private readonly maximumBytes: number,
    private readonly dropped: (entry: Entry) => void = () => {},
  ) {}

  /** The entry for `key` if there is one; peeking does not count as use. */
  peek(key: string): Entry | undefined {
    return this.entries.get(key);
  }

  /** The entry for `key`, made by `make` if it does not exist. */
  get(key: string, make: () => Entry): Entry {
    const found = this.entries.get(key);
    if (found) {
      this.entries.delete(key);
      this.entries.set(key, found);
      return found;
    }
    const made = make();
    this.entries.set(key, made);
    this.bytes += made.bytes;
    for (const [oldest, entry] of this.entries) {
      if (this.bytes <= this.maximumBytes || oldest === key) break;
      this.entries.delete(oldest);
      this.bytes -= entry.bytes;
      this.dropped(entry);
    }
    return made;
  }
}
