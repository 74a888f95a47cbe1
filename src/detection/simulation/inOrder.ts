import type { DetectionEvent } from "./events";

/**
 * Sorts events by time as they come, keeping only those that a later one might still precede (a binary heap). Events at equal times keep
 * the order in which they came.
 */
export class InOrder {
  private readonly heap: { event: DetectionEvent; turn: number }[] = [];
  private turns = 0;

  add(event: DetectionEvent): void {
    const { heap } = this;
    let place = heap.push({ event, turn: this.turns++ }) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.before(place, parent)) break;
      this.swap(place, parent);
      place = parent;
    }
  }

  /** Returns, in order, the events before `time`. */
  *until(time: number): Generator<DetectionEvent> {
    for (let first = this.heap[0]; first && first.event.timestamp < time; first = this.heap[0]) {
      this.removeFirst();
      yield first.event;
    }
  }

  private removeFirst(): void {
    const { heap } = this;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    heap[0] = last;
    for (let place = 0; ;) {
      const left = 2 * place + 1;
      let least = place;
      if (left < heap.length && this.before(left, least)) least = left;
      if (left + 1 < heap.length && this.before(left + 1, least)) least = left + 1;
      if (least === place) return;
      this.swap(place, least);
      place = least;
    }
  }

  private before(a: number, b: number): boolean {
    const [first, second] = [this.heap[a], this.heap[b]];
    if (!first || !second) return false;
    const difference = first.event.timestamp - second.event.timestamp;
    return difference < 0 || (difference === 0 && first.turn < second.turn);
  }

  private swap(a: number, b: number): void {
    const [first, second] = [this.heap[a], this.heap[b]];
    if (first && second) [this.heap[a], this.heap[b]] = [second, first];
  }
}
