import { Button, FileButton, SegmentedControl } from "@mantine/core";
import { IconFileImport, IconMovie } from "@tabler/icons-react";
import { useRef } from "react";
import { useStore } from "zustand";
import { useServices } from "../context/ServicesContext";
import evaluation from "../evaluation/evaluation.module.css";
import panels from "../panels/panels.module.css";
import classes from "./detection.module.css";

const ICON = { size: 16, stroke: 1.75, "aria-hidden": true } as const;

/** Whether a detector looks at drawn frames, or at those of an exported video, compressed as they are. */
export function PictureSource() {
  const { detector } = useServices();
  const source = useStore(detector.runSetup, (setup) => setup.pictures);
  const { chosen, fault } = useStore(detector.video);
  // The same file, exported again, can be chosen again.
  const reset = useRef<() => void>(null);
  return (
    <>
      <SegmentedControl
        aria-label="Frames from"
        data={[
          { value: "drawn", label: "Drawn frames" },
          { value: "video", label: "Exported video" },
        ]}
        value={source}
        onChange={(value) => detector.runSetup.setState({ pictures: value === "video" ? "video" : "drawn" })}
      />
      {source === "video" && (
        <>
          <div className={evaluation.source}>
            <FileButton
              resetRef={reset}
              accept=".mp4,.zip,video/mp4,application/zip"
              inputProps={{ "aria-label": "Exported video" }}
              onChange={(file) => {
                if (file) void detector.chooseVideo(file);
                reset.current?.();
              }}
            >
              {(props) => (
                <Button variant="default" leftSection={<IconFileImport {...ICON} />} {...props}>
                  Choose video
                </Button>
              )}
            </FileButton>
            {chosen && (
              <span className={evaluation.fileName}>
                <IconMovie {...ICON} /> {chosen.name}
              </span>
            )}
          </div>
          {fault !== null && (
            <p className={classes.fault} role="alert">
              {fault}
            </p>
          )}
          {!chosen && (
            <p className={panels.hint}>
              An export of this scenario, as ZIP or MP4: what compression does to the picture counts. The finished export also offers this.
            </p>
          )}
        </>
      )}
    </>
  );
}
