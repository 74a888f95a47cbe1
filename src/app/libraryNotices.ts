import { sentence } from "@/core/text";
import type { NotSaved, Overtaken, OvertakenReason } from "@/library";
import type { Notice } from "@/services/notice";

/** What happened to the library's scenario, and whether it is still there. */
const CAUSES: Record<OvertakenReason, { readonly isThere: boolean; readonly text: string }> = {
  changed: { isThere: true, text: "It was changed in another tab or window." },
  imported: { isThere: true, text: "The import replaced it." },
  restored: { isThere: true, text: "Restoring the version replaced it." },
  different: { isThere: true, text: "What you opened differs from the library's version." },
  newer: { isThere: true, text: "The library contains changes that your version does not include." },
  superseded: { isThere: true, text: "Its older state in the library was opened again, without the last changes." },
  deleted: { isThere: false, text: "It was deleted there." },
  notInVersion: { isThere: false, text: "The restored version does not contain it." },
};

/** Tells why the library no longer follows a scenario, and where the person's state of it is. */
export function overtakenNotice({ name, reason, isOpen }: Overtaken): Notice {
  const { isThere, text } = CAUSES[reason];
  const title = isThere ? `“${name}” is different in the library` : `“${name}” is no longer in the library`;
  const open = isThere
    ? "Your version is now a copy that is not in the library yet; add it to keep both."
    : "The open scenario stays open as a separate copy; add it to the library to keep it.";
  const message = `${text} ${isOpen ? open : "Your version is listed under Open."}`;
  return { tone: "warning", title, message, isAboutBrowser: !isOpen };
}

/** Tells that changes are not in the library. */
export function notSavedNotice({ name, fault, isOpen }: NotSaved): Notice {
  const message = sentence(fault.message);
  if (isOpen) return { tone: "error", title: "Not saved in the library", message };
  return {
    tone: "error",
    title: `The last changes to “${name}” are not in the library`,
    isAboutBrowser: true,
    message: `${message} Jaywalk keeps trying to save while this page is open. Your version is listed under Open.`,
  };
}
