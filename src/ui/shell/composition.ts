/** The key code of what an input method takes for itself; in Safari the only sign of the Enter that ends a composition. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * Keeps from every field, dialog and shortcut of the page the keys that go to an input method: the Enter that ends a
 * composition chooses its characters and commits nothing, the Escape that drops it closes nothing.
 */
export function ignoreKeysWhileComposing(page: Window): void {
  const stop = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD) event.stopImmediatePropagation();
  };
  for (const type of ["keydown", "keyup"] as const) page.addEventListener(type, stop, { capture: true });
}
