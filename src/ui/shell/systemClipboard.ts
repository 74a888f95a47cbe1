import type { ClipboardPort } from "@/editor";
import { notify } from "./notify";

/** A text being put on the clipboard: the page's next `copy` event takes it, whatever has focus. */
let waiting: string | null = null;
/** What was last copied in this tab, for browsers that do not let pages read the clipboard. */
let lastCopied: string | null = null;

/** Fills a `copy` or `cut` event with a text, instead of the page's selection. */
export function fillClipboard(event: ClipboardEvent, text: string): void {
  lastCopied = text;
  event.clipboardData?.setData("text/plain", text);
  event.preventDefault();
}

/** Fills the event that `systemClipboard.write` has caused; false if the event comes from the user. */
export function fillWaiting(event: ClipboardEvent): boolean {
  if (waiting === null) return false;
  fillClipboard(event, waiting);
  waiting = null;
  return true;
}

/** Makes the browser send the page a `copy` event, which needs no permission; false if it does not. */
function copyByEvent(text: string): boolean {
  waiting = text;
  // The newer API needs a permission and a secure page, and offers no other way.
  const sent = document.execCommand("copy") && waiting === null;
  waiting = null;
  return sent;
}

/** Puts a text on the clipboard. @throws Error if the browser does not let the page do so */
export async function putOnClipboard(text: string): Promise<void> {
  if (copyByEvent(text)) return;
  if (!isSecureContext) throw new Error("the browser blocks access to the clipboard");
  await navigator.clipboard.writeText(text);
}

export const systemClipboard: ClipboardPort = {
  write: (text) => {
    lastCopied = text;
    putOnClipboard(text).catch(() =>
      notify({
        tone: "warning",
        title: "Copied for this tab only",
        message: "The browser blocks clipboard access from menus. Use the keyboard shortcut instead.",
      }),
    );
  },
  read: () => (isSecureContext ? navigator.clipboard.readText().catch(() => lastCopied) : Promise.resolve(lastCopied)),
};
