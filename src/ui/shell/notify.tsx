import { Button } from "@mantine/core";
import { Notifications, createNotificationsStore, hideNotification, showNotification } from "@mantine/notifications";
import { useEffect } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { Notice } from "@/services/notice";
import { useServices } from "../context/ServicesContext";
import classes from "./shell.module.css";

const COLORS = { info: "accent", warning: "yellow", error: "red" } as const;

/** With more than this, nothing of the stage would be left. */
const MOST_SHOWN = 3;

/** Below dialogs (200) and menus (300), or between the two. */
const LAYERS = { page: 190, dialog: 250 } as const;

const notices = createNotificationsStore();
/** Where the newest notice was raised: one that concerns an open dialog lies above it, and all others with it. */
const layer = createStore<{ readonly on: keyof typeof LAYERS }>(() => ({ on: "page" }));

type Shown = ReturnType<typeof notices.getState>["notifications"][number];

function dismiss(which: (notice: Shown) => boolean): void {
  for (const notice of notices.getState().notifications) if (notice.id !== undefined && which(notice)) hideNotification(notice.id, notices);
}

const isInformation = (notice: Shown): boolean => notice["data-tone"] === "info";

/**
 * The one place where notices appear: over the stage's lower left corner, clear of timeline, tools and stage controls, and below
 * menus. The pointer goes through them, and whoever begins to work on the stage has read what was only information. What is said
 * of a scenario goes when another one is opened.
 */
export function Notices() {
  const { editor, dialogs } = useServices();
  const { on } = useStore(layer);
  useEffect(() => {
    const read = ({ target }: PointerEvent) => {
      if (target instanceof Element && target.closest("[role=application]")) dismiss(isInformation);
    };
    window.addEventListener("pointerdown", read);
    return () => window.removeEventListener("pointerdown", read);
  }, []);
  useEffect(
    () =>
      editor.document.subscribe(({ opening }, before) => {
        if (opening !== before.opening) dismiss((notice) => notice["data-about-browser"] !== true);
      }),
    [editor],
  );
  useEffect(
    () =>
      dialogs.subscribe(({ open }, before) => {
        if (open !== before.open && open !== null) layer.setState({ on: "page" });
      }),
    [dialogs],
  );
  return <Notifications store={notices} position="bottom-left" zIndex={LAYERS[on]} withinPortal={false} className={classes.notices} />;
}

/** Takes away what a new notice makes stale, such as what was opened before, and the oldest where there are too many. */
function makeRoom(title: string): void {
  const isStale = (notice: Shown) => isInformation(notice) || notice.title === title;
  const lasting = notices.getState().notifications.filter((notice) => !isStale(notice));
  const tooMany = lasting.slice(0, Math.max(0, lasting.length - MOST_SHOWN + 1));
  dismiss((notice) => isStale(notice) || tooMany.includes(notice));
}

/** Says what happened. Errors stay until closed, those about the open scenario also no longer than it is open; the rest goes by itself. */
export function notify({ tone, title, message, isAboutBrowser = false, action }: Notice): void {
  layer.setState({ on: document.querySelector("[aria-modal=true]") ? "dialog" : "page" });
  makeRoom(title);
  const id = showNotification(
    {
      "data-tone": tone,
      "data-about-browser": isAboutBrowser,
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
                hideNotification(id, notices);
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
        </div>
      ),
    },
    notices,
  );
}
