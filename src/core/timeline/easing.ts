import type { Easing } from "../document/constants";

/** Share of the distance covered after a share of the time; both 0..1, increasing. */
export function ease(easing: Easing, time: number): number {
  switch (easing) {
    case "linear":
      return time;
    case "ease_in":
      return time * time;
    case "ease_out":
      return 1 - (1 - time) * (1 - time);
    case "ease_in_out":
      return time < 0.5 ? 2 * time * time : 1 - 2 * (1 - time) * (1 - time);
  }
}

/** The inverse of `ease`: share of the time after which a share of the distance is covered. */
export function easeInverse(easing: Easing, way: number): number {
  switch (easing) {
    case "linear":
      return way;
    case "ease_in":
      return Math.sqrt(way);
    case "ease_out":
      return 1 - Math.sqrt(1 - way);
    case "ease_in_out":
      return way < 0.5 ? Math.sqrt(way / 2) : 1 - Math.sqrt((1 - way) / 2);
  }
}
