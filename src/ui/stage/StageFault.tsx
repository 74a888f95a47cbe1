import { Alert } from "@mantine/core";
import { Component, type ReactNode } from "react";
import classes from "./stage.module.css";

/** Shows over the stage why there is no picture. */
export function StageFault({ message }: { message: string }) {
  return (
    <div className={classes.fault}>
      <Alert color="red" title="The scene cannot be drawn">
        {message}. The scenario is safe. Undo the last change, or choose another image or frame size.
      </Alert>
    </div>
  );
}

type Props = { readonly report: (message: string) => void; readonly children: ReactNode };

/** Faults inside a Konva stage do not reach boundaries outside it: this one passes them on. */
export class StageErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.report(error instanceof Error ? error.message : String(error));
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}
