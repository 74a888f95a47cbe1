import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { Fault } from "@/detection";
import { useServices } from "../context/ServicesContext";
import { Section } from "../panels/Section";
import { usePlayheadFrame } from "../panels/truth/usePlayheadFrame";
import panels from "../panels/panels.module.css";
import { causeText, faultText } from "./faultWords";
import type { FrameContent } from "@/services/detection/worker/protocol";
import classes from "./detection.module.css";

/** What the detector reports at the playhead, and which faults were injected there and why. */
export function FrameFaults() {
  const frame = usePlayheadFrame();
  const content = useFrameContent(frame);
  const faults = content?.faults.filter(({ kind }) => kind !== "deviation") ?? [];
  const deviations = content?.faults.filter(({ kind }) => kind === "deviation") ?? [];
  return (
    <Section title={`Frame ${frame}`}>
      {content === null ? (
        <p className={panels.hint}>Being simulated…</p>
      ) : (
        <>
          <p className={panels.hint}>
            {content.events.length === 1 ? "1 event" : `${content.events.length} events`},{" "}
            {faults.length === 0 ? "no injected faults" : faults.length === 1 ? "1 injected fault" : `${faults.length} injected faults`}
          </p>
          {(faults.length > 0 || deviations.length > 0) && (
            <table className={classes.faults} aria-label={`Injected faults at frame ${frame}`}>
              <thead>
                <tr>
                  <th scope="col">Track</th>
                  <th scope="col">Fault</th>
                  <th scope="col">Cause</th>
                </tr>
              </thead>
              <tbody>
                {[...faults, ...deviations].map((fault, index) => (
                  <FaultRow key={index} fault={fault} />
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </Section>
  );
}

function FaultRow({ fault }: { fault: Fault }) {
  return (
    <tr data-kind={fault.kind}>
      <td>{fault.track_id ?? "none"}</td>
      <td>{faultText(fault)}</td>
      <td>{causeText(fault.cause)}</td>
    </tr>
  );
}

/** The stream's content at a frame, requested from the worker; null until it answers. */
function useFrameContent(frame: number): FrameContent | null {
  const { detector } = useServices();
  const view = useStore(detector.stream, (state) => state.view);
  const [content, setContent] = useState<FrameContent | null>(null);
  useEffect(() => {
    if (!view) return;
    let wanted = true;
    detector.frameContent(frame).then(
      (found) => {
        if (wanted) setContent(found);
      },
      // The simulation was restarted: its next stream asks again.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [detector, frame, view]);
  return view ? content : null;
}
