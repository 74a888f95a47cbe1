import { Button } from "@mantine/core";
import {
  Notifications,
  createNotificationsStore,
  hideNotification,
  showNotification,
  type NotificationsStore,
} from "@mantine/notifications";
import { useEffect } from "react";
import type { Notice } from "@/services/notice";
import classes from "./shell.module.css";

const COLORS = { info: "accent", warning: "yellow", error: "red" } as const;

/** Beside more than these nothing of the stage would be left. */
const MOST_SHOWN = 3;

/** What the page says lies below a dialog's dark layer; what is said while a dialog is open concerns the dialog and lies above. */
const onPage = createNotificationsStore();
const onDialog = createNotificationsStore();

/**
 * Where the page's own notices appear: over the stage's lower left corner, clear of timeline, tools and stage controls. The
 * pointer goes through them, and whoever begins to work on the stage has read what was only information.
 */
export function PageNotices() {
  useEffect(() => {
    const dismiss = ({ target }: PointerEvent) => {
      if (!(target instanceof Element) || !target.closest("[role=application]")) return;
      for (const { id, ...notice } of onPage.getState().notifications)
        if (id !== undefined && notice["data-tone"] === "info") hideNotification(id, onPage);
    };
    window.addEventListener("pointerdown", dismiss);
    return () => window.removeEventListener("pointerdown", dismiss);
  }, []);
  return <Notifications store={onPage} position="bottom-left" zIndex={190} withinPortal={false} className={classes.notices} />;
}

/** Where notices appear that concern an open dialog; once in the page. */
export function DialogNotices() {
  return <Notifications store={onDialog} position="bottom-center" />;
}

/** Takes away what a new notice makes stale, such as what was opened before, and the oldest where there are too many. */
function makeRoom(store: NotificationsStore, title: string): void {
  const { notifications } = store.getState();
  const stale = notifications.filter((notice) => notice["data-tone"] === "info" || notice.title === title);
  const lasting = notifications.filter((notice) => !stale.includes(notice));
  for (const { id } of [...stale, ...lasting.slice(0, Math.max(0, lasting.length - MOST_SHOWN + 1))])
    if (id !== undefined) hideNotification(id, store);
}

/** Says what happened at the page's edge. Errors stay until closed; the rest goes by itself. */
export function notify({ tone, title, message, action }: Notice): void {
  const store = document.querySelector("[aria-modal=true]") ? onDialog : onPage;
  makeRoom(store, title);
  const id = showNotification(
    {
      "data-tone": tone,
      color: COLORS[tone],
      title,
      autoClose: tone === "error" ? false : action ? 12_000 : 6_000,
      withCloseButton: true,
      closeButtonProps: { "aria-label": "Close notification" },
      message: (
        <div className={classes.notice}>
          <span>{message}</span>
          {action && (
            <Button
              variant="default"
              onClick={() => {
                hideNotification(id, store);
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
        </div>
      ),
    },
    store,
  );
}
