/** Padding after every block, since the kernel reads and writes 16 bytes at a time. */
const MARGIN = 16;
const ALIGNMENT = 16;
const PAGE = 65_536;

/** Allocates blocks of a WebAssembly memory, which are never freed. */
export class Arena {
  private end: number;

  /** The module's initial memory is its own. */
  constructor(private readonly memory: WebAssembly.Memory) {
    this.end = memory.buffer.byteLength;
  }

  /** @throws RangeError if the browser is out of memory */
  take(bytes: number): number {
    const address = this.end;
    this.end = aligned(address + bytes + MARGIN);
    const missing = this.end - this.memory.buffer.byteLength;
    if (missing > 0) {
      try {
        this.memory.grow(Math.ceil(missing / PAGE));
      } catch (cause) {
        throw new RangeError("No memory is left to draw with; close other tabs, or choose a smaller picture", { cause });
      }
    }
    return address;
  }
}

/** A block that grows when needed; its address may change then. */
export class Block {
  address = 0;
  private capacity = 0;

  constructor(
    private readonly arena: Arena,
    private readonly memory: WebAssembly.Memory,
  ) {}

  /** Ensures a size in bytes. @param kept how many bytes from its start are copied if it moves */
  ensure(bytes: number, kept = 0): number {
    if (bytes <= this.capacity) return this.address;
    const capacity = Math.max(bytes, this.capacity * 2);
    const address = this.arena.take(capacity);
    if (kept > 0) new Uint8Array(this.memory.buffer).copyWithin(address, this.address, this.address + kept);
    this.address = address;
    this.capacity = capacity;
    return address;
  }

  /** The first byte after it. */
  get limit(): number {
    return this.address + this.capacity;
  }
}

function aligned(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT;
}
