/** What must lie behind every block: the kernel reads and writes 16 bytes at a time. */
const MARGIN = 16;
const ALIGNMENT = 16;
const PAGE = 65_536;

/** Hands out a WebAssembly memory piece by piece; nothing is ever given back. */
export class Arena {
  private end: number;

  /** What the module has at its start it keeps for itself. */
  constructor(private readonly memory: WebAssembly.Memory) {
    this.end = memory.buffer.byteLength;
  }

  /** @throws RangeError where the browser has no memory left */
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

/** A block that becomes larger when it must, and may then lie elsewhere. */
export class Block {
  address = 0;
  private capacity = 0;

  constructor(
    private readonly arena: Arena,
    private readonly memory: WebAssembly.Memory,
  ) {}

  /** Makes sure of so many bytes. @param kept how many of those at its beginning go along when it moves */
  ensure(bytes: number, kept = 0): number {
    if (bytes <= this.capacity) return this.address;
    const capacity = Math.max(bytes, this.capacity * 2);
    const address = this.arena.take(capacity);
    if (kept > 0) new Uint8Array(this.memory.buffer).copyWithin(address, this.address, this.address + kept);
    this.address = address;
    this.capacity = capacity;
    return address;
  }

  /** The first byte behind it. */
  get limit(): number {
    return this.address + this.capacity;
  }
}

function aligned(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT;
}
