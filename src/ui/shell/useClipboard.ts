import { useEffect } from "react";
import { copySelection, cutSelection, pasteText } from "@/editor";
import { useServices } from "../context/ServicesContext";
import { takeIntoPage } from "./takeIntoPage";
import { isElsewhere, isField } from "./useKeyboard";
import { fillClipboard, fillWaiting } from "./systemClipboard";

/**
 * Copies, cuts and pastes through the browser's own events: they need no permission, and work with whatever shortcuts or menus a browser
 * has for them. Fields, dialogs and text selected on the page keep theirs.
 */
export function useClipboard(): void {
  const services = useServices();
  useEffect(() => {
    const { actionContext, dialogs } = services;
    const isPage = ({ target }: ClipboardEvent) => dialogs.getState().open === null && !isField(target) && !isElsewhere(target);
    const isText = () => document.getSelection()?.isCollapsed === false;
    const copy = (event: ClipboardEvent) => {
      if (fillWaiting(event) || !isPage(event) || isText()) return;
      const text = event.type === "cut" ? cutSelection(actionContext) : copySelection(actionContext);
      if (text !== null) fillClipboard(event, text);
    };
    const paste = (event: ClipboardEvent) => {
      const { clipboardData } = event;
      if (!isPage(event) || !clipboardData) return;
      event.preventDefault();
      const files = [...clipboardData.files];
      if (files.length > 0) void takeIntoPage(services, files);
      else void pasteText(actionContext, clipboardData.getData("text/plain"));
    };
    // Without this, Chromium has nothing to cut where no text can be typed.
    const allowCut = (event: Event) => {
      if (!isField(event.target)) event.preventDefault();
    };
    document.addEventListener("copy", copy);
    document.addEventListener("cut", copy);
    document.addEventListener("beforecut", allowCut);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", copy);
      document.removeEventListener("beforecut", allowCut);
      document.removeEventListener("paste", paste);
    };
  }, [services]);
}
