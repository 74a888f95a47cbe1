import { useCallback, useEffect, useRef, useState } from "react";
import type { ImportedExchange } from "@/exchange";
import type { ReadFormat } from "@/formats";
import { chosenFiles, withoutVideo } from "@/services/import/chosenFiles";
import { exchangeChoice, readExchange, type ExchangeChoice } from "@/services/import/exchangeFiles";
import { readFootage } from "@/services/import/footage";
import { ImportSession } from "@/services/import/importSession";
import type { FitSettings, FitSummary, Fitted, ImportProgress, ImportSummary } from "@/services/import/protocol";
import { notify } from "../../shell/notify";
import { initialSettings, lacksFrameSize, withFootage, withReading, type ImportSettings } from "@/services/import/settings";

export type ImportState =
  | { readonly step: "choose"; readonly fault: string | null }
  | { readonly step: "reading"; readonly progress: ImportProgress | null }
  | {
      readonly step: "exchange";
      readonly choice: ExchangeChoice;
      readonly path: string;
      readonly imported: ImportedExchange | null;
      readonly fault: string | null;
    }
  | { readonly step: "form"; readonly summary: ImportSummary; readonly settings: ImportSettings };

/** Settings that change what is read, not only what becomes of it. */
export type Rereading = {
  readonly format?: ReadFormat;
  /** By topic; the readings of other topics stay. */
  readonly readings?: Readonly<Record<string, string>>;
  readonly width?: number;
  readonly height?: number;
  /** Chosen together with it. */
  readonly background?: ImportSettings["background"];
};

/** One import from files to a form full of settings. Ends its worker when the dialog closes. */
export function useImport() {
  const [state, setState] = useState<ImportState>({ step: "choose", fault: null });
  const session = useRef<ImportSession | null>(null);
  const looking = useRef<AbortController | null>(null);
  const end = useCallback(() => {
    session.current?.end();
    session.current = null;
    looking.current?.abort();
  }, []);
  useEffect(() => end, [end]);

  /** Reads one of several scenarios or roads; what it becomes is shown before it is opened. */
  const openExchange = useCallback(async (choice: ExchangeChoice, path: string) => {
    setState({ step: "reading", progress: null });
    try {
      setState({ step: "exchange", choice, path, imported: await readExchange(choice, path), fault: null });
    } catch (error) {
      setState({ step: "exchange", choice, path, imported: null, fault: messageOf(error) });
    }
  }, []);

  const open = useCallback(
    async (files: readonly File[]) => {
      end();
      try {
        const choice = await exchangeChoice(files);
        if (choice) {
          await openExchange(choice, choice.paths[0] ?? "");
          return;
        }
      } catch (error) {
        setState({ step: "choose", fault: messageOf(error) });
        return;
      }
      const { video, others } = withoutVideo(files);
      if (others.length === 0 && files[0]) {
        setState({ step: "choose", fault: `“${files[0].name}” is a video. Choose the annotations of its frames together with it.` });
        return;
      }
      setState({ step: "reading", progress: null });
      const controller = new AbortController();
      looking.current = controller;
      const opened = new ImportSession((progress) =>
        setState((before) => (before.step === "reading" ? { step: "reading", progress } : before)),
      );
      session.current = opened;
      try {
        const look = video && readFootage(video, controller.signal).catch((error: unknown) => leftOut(error, controller.signal));
        const [found, background] = await Promise.all([opened.open(chosenFiles(others), {}), look]);
        const settings = { ...initialSettings(found, others[0]?.name ?? ""), ...withFootage({ background }, found) };
        // With the usual size there is something to see while the user is asked for the right one.
        const summary = lacksFrameSize(found) ? { ...(await opened.read({ frameSize: settings })), video: found.video } : found;
        if (session.current === opened) setState({ step: "form", summary, settings: withReading(settings, summary) });
      } catch (error) {
        if (session.current === opened) setState({ step: "choose", fault: messageOf(error) });
      }
    },
    [end, openExchange],
  );

  /** Reads the same files again under other assumptions; choices made for classes stay. */
  const reread = async (change: Rereading) => {
    if (state.step !== "form" || !session.current) return;
    const current = session.current;
    const settings: ImportSettings = {
      ...state.settings,
      width: change.width ?? state.settings.width,
      height: change.height ?? state.settings.height,
      background: change.background ?? state.settings.background,
      // Another format has its own questions.
      readings: change.format === undefined ? { ...state.settings.readings, ...change.readings } : {},
    };
    const format = change.format ?? state.summary.format;
    const { width, height, readings } = settings;
    const stated = format === state.summary.format ? state.summary.video : {};
    const sized = lacksFrameSize({ format, video: stated });
    setState({ step: "reading", progress: null });
    try {
      const summary = await current.read({
        ...(format === null ? {} : { format }),
        readings,
        ...(sized ? { frameSize: { width, height } } : {}),
      });
      const video = sized ? stated : summary.video;
      if (session.current === current)
        setState({
          step: "form",
          summary: { ...summary, video, format: summary.format ?? format },
          settings: withReading(settings, summary),
        });
    } catch (error) {
      if (session.current === current) setState({ step: "choose", fault: messageOf(error) });
    }
  };

  const change = (settings: Partial<ImportSettings>) =>
    setState((before) => (before.step === "form" ? { ...before, settings: { ...before.settings, ...settings } } : before));

  const cancel = useCallback(() => {
    end();
    setState({ step: "choose", fault: null });
  }, [end]);

  return { state, open, openExchange, reread, change, cancel, session };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The annotations can be imported without their video. */
function leftOut(error: unknown, signal: AbortSignal): null {
  if (!signal.aborted) notify({ tone: "warning", title: "The video was left out", message: messageOf(error) });
  return null;
}

type Fitting = { readonly summary: ImportSummary; readonly settings: FitSettings };

/**
 * What the tracks become under these settings (pass the same object as long as they are the same), recomputed whenever they or the
 * reading change. `current` says whether `fit` already belongs to them.
 */
export function useFit(session: { readonly current: ImportSession | null }, summary: ImportSummary, settings: FitSettings) {
  const [fit, setFit] = useState<(Fitting & { readonly result: FitSummary }) | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const wanted = useRef<Fitting | null>(null);
  const running = useRef(false);

  useEffect(() => {
    wanted.current = { summary, settings };
    if (running.current) return;
    running.current = true;
    // While one is computed, only the last of the settings that arrive meanwhile is kept.
    const work = async () => {
      for (let next = wanted.current; next; next = wanted.current === next ? null : wanted.current) {
        const result = await session.current?.fit(next.settings);
        if (!result) return;
        setFit({ ...next, result });
      }
    };
    work()
      .catch((error: unknown) => setFault(messageOf(error)))
      .finally(() => {
        running.current = false;
      });
  }, [settings, summary, session]);

  return { fit: fit?.result ?? null, current: fit?.settings === settings && fit.summary === summary, fault };
}

/** The result of the last fit. @throws Error if the worker has gone */
export async function takeFitted(session: { readonly current: ImportSession | null }): Promise<Fitted> {
  if (!session.current) throw new Error("The import was cancelled");
  return session.current.take();
}
