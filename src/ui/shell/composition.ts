/** The key code of what an input method handles itself; in Safari the only sign of the Enter that ends a composition. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * Hides keys that go to an input method from every field, dialog and shortcut of the page: the Enter that ends a composition confirms its
 * characters and commits nothing, the Escape that cancels it closes nothing.
 */
export function ignoreKeysWhileComposing(page: Window): void {
  const stop = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD) event.stopImmediatePropagation();
  };
  for (const type of ["keydown", "keyup"] as const) page.addEventListener(type, stop, { capture: true });
}
