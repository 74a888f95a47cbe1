/** A variation that has no meaning in a scenario; `message` says why and what the scenario has. */
export class VariationError extends Error {
  override readonly name = "VariationError";
}
