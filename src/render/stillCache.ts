import { fewAtATime } from "./fewAtATime";

/** Pictures decoded on demand; the least recently used are dropped once all of them have more than `mostPixels`. */
export class StillCache<Picture> {
  private readonly stills = new Map<string, Picture>();
  private readonly decoding = new Map<string, Promise<Picture>>();
  private held = 0;

  constructor(
    private readonly decode: (id: string) => Promise<Picture>,
    private readonly pixelsOf: (id: string) => number,
    private readonly mostPixels: number,
  ) {}

  /** Pixels of the stored pictures. */
  get pixels(): number {
    return this.held;
  }

  get(id: string): Picture | undefined {
    return this.stills.get(id);
  }

  /** Decodes these and keeps them at least until the next call. @throws what `decode` throws */
  async load(ids: ReadonlySet<string>): Promise<void> {
    for (const id of ids) {
      const known = this.stills.get(id);
      if (known === undefined) continue;
      // After all that were used earlier.
      this.stills.delete(id);
      this.stills.set(id, known);
    }
    const missing = [...ids].filter((id) => !this.stills.has(id));
    await fewAtATime(missing, async (id) => this.keep(id, await this.decodeOnce(id), ids));
  }

  private decodeOnce(id: string): Promise<Picture> {
    const known = this.decoding.get(id);
    if (known) return known;
    const decoding = this.decode(id).finally(() => this.decoding.delete(id));
    this.decoding.set(id, decoding);
    return decoding;
  }

  private keep(id: string, picture: Picture, wanted: ReadonlySet<string>): void {
    if (this.stills.has(id)) return;
    this.stills.set(id, picture);
    this.held += this.pixelsOf(id);
    for (const oldest of this.stills.keys()) {
      if (this.held <= this.mostPixels) break;
      if (wanted.has(oldest)) continue;
      this.stills.delete(oldest);
      this.held -= this.pixelsOf(oldest);
    }
  }
}
