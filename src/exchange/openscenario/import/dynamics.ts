import { cos } from "@/core/exact";
import { ExchangeError } from "../../read/report";
import type { XmlNode } from "../../read/xmlTree";
import type { Scope } from "./scope";

/** How a value passes from one to another. */
export type Dynamics = {
  readonly shape: "step" | "linear" | "cubic" | "sinusoidal";
  readonly dimension: "time" | "rate" | "distance";
  readonly value: number;
};

/** @throws ExchangeError for a shape or dimension that is not known */
export function dynamicsOf(node: XmlNode, scope: Scope): Dynamics {
  const shape = scope.text(node, "dynamicsShape") ?? "step";
  const dimension = scope.text(node, "dynamicsDimension") ?? "time";
  if (shape !== "step" && shape !== "linear" && shape !== "cubic" && shape !== "sinusoidal")
    throw new ExchangeError(`${node.place}: the shape "${shape}" is not understood; there are step, linear, cubic and sinusoidal`);
  if (dimension !== "time" && dimension !== "rate" && dimension !== "distance")
    throw new ExchangeError(`${node.place}: the dimension "${dimension}" is not understood; there are time, rate and distance`);
  return { shape, dimension, value: Math.abs(scope.numberOf(node, "value", 0)) };
}

/** How much of a change has happened when a share of its time or distance has passed. */
export function shareOf(shape: Dynamics["shape"], passed: number): number {
  const p = Math.min(1, Math.max(0, passed));
  switch (shape) {
    case "step":
      return 1;
    case "linear":
      return p;
    case "cubic":
      return p * p * (3 - 2 * p);
    case "sinusoidal":
      return (1 - cos(Math.PI * p)) / 2;
  }
}

/** The steepest slope of a shape: a rate is the highest during a change. */
const STEEPEST = { step: 1, linear: 1, cubic: 1.5, sinusoidal: Math.PI / 2 } as const;

/** A change of a value under way; it is told how much time and way has passed. */
export class Transition {
  #passed = 0;
  readonly #whole: number;

  constructor(
    readonly dynamics: Dynamics,
    readonly from: number,
    readonly to: number,
  ) {
    const change = Math.abs(to - from);
    const { dimension, value, shape } = dynamics;
    this.#whole = dimension === "rate" ? (value > 0 ? (STEEPEST[shape] * change) / value : 0) : value;
  }

  get isDone(): boolean {
    return this.dynamics.shape === "step" || this.#passed >= this.#whole - 1e-9;
  }

  get value(): number {
    if (this.isDone) return this.to;
    return this.from + (this.to - this.from) * shareOf(this.dynamics.shape, this.#passed / this.#whole);
  }

  /** @param seconds that have passed, and metres */
  pass(seconds: number, metres: number): void {
    // Who stands still would never get on.
    this.#passed += this.dynamics.dimension === "distance" ? Math.max(metres, seconds * SLOWEST) : seconds;
  }
}

/** Metres per second. */
const SLOWEST = 0.05;
