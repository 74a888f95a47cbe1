/**
 * Moves the focus from a menu, which is about to close, to the button that opened it. A question gives the focus back to where it was:
 * in the closing menu it would be lost, and the next key would go to the menu.
 */
export function leaveMenu(): void {
  let menu = document.activeElement?.closest("[role=menu]");
  let button: HTMLElement | null = null;
  // A submenu belongs to an item of another menu.
  while (menu) {
    button = document.getElementById(menu.getAttribute("aria-labelledby") ?? "");
    menu = button?.closest("[role=menu]");
  }
  button?.focus();
}
