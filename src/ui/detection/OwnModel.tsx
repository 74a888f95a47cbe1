import { Button, FileButton } from "@mantine/core";
import { IconCube, IconFileImport, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { counted, formatBytes } from "@/core/text";
import { sizeOf } from "@/services/detection/run/modelStore";
import type { Understood } from "@/services/detection/run/ownModel";
import { useServices } from "../context/ServicesContext";
import panels from "../panels/panels.module.css";
import evaluation from "../evaluation/evaluation.module.css";
import { ClassMeanings } from "./ClassMeanings";
import { ModelOptions } from "./ModelOptions";
import classes from "./detection.module.css";

const ICON = { size: 16, stroke: 1.75, "aria-hidden": true } as const;

/** The user's own ONNX model: its file, what was understood of it, and what can be changed about that. */
export function OwnModel() {
  const { detector } = useServices();
  const { files, understood, classMap, fault, isReading, isKept } = useStore(detector.ownModel.state);
  // The same file, exported again, can be chosen again.
  const reset = useRef<() => void>(null);
  useEffect(() => void detector.ownModel.restore(), [detector]);
  return (
    <>
      <div className={evaluation.source}>
        <FileButton
          resetRef={reset}
          // Files of weights have any ending, or none.
          multiple
          inputProps={{ "aria-label": "ONNX model" }}
          onChange={(chosen) => {
            if (chosen.length > 0) void detector.ownModel.choose(chosen);
            reset.current?.();
          }}
        >
          {(props) => (
            <Button variant="default" leftSection={<IconFileImport {...ICON} />} loading={isReading} {...props}>
              Choose ONNX file
            </Button>
          )}
        </FileButton>
        {files && (
          <Button variant="default" leftSection={<IconTrash {...ICON} />} onClick={() => void detector.ownModel.remove()}>
            Remove
          </Button>
        )}
      </div>
      {files ? (
        <p className={evaluation.source}>
          <IconCube {...ICON} />
          <span className={evaluation.fileName}>
            {files.name}, {formatBytes(sizeOf(files))}
          </span>
        </p>
      ) : (
        <p className={panels.hint}>
          Choose a model for object detection, or drop it anywhere: YOLO v5 to v12, DETR, RT-DETR or SSD. It stays in this browser and is
          sent nowhere.
        </p>
      )}
      {files && understood && isKept === false && (
        <p className={panels.hint}>It is too large to be kept: after a reload, choose it again.</p>
      )}
      {fault !== null && (
        <p className={classes.fault} role="alert">
          {fault}
        </p>
      )}
      {understood && <p className={panels.hint}>{inWords(understood)}</p>}
      {files && <ModelOptions choices={understood?.choices ?? []} />}
      {understood && (
        <ClassMeanings
          labels={understood.classes}
          classMap={classMap}
          onChange={(label, meaning) => void detector.ownModel.mean(label, meaning)}
        />
      )}
    </>
  );
}

const RESIZED: Readonly<Record<string, string>> = {
  letterbox: "with the picture in the middle, its proportions kept",
  "letterbox-top-left": "with the picture in the corner, its proportions kept",
  stretch: "with the picture stretched",
};

/** What was understood, in a few sentences. */
function inWords({ choices, classes: names, producer }: Understood): string {
  const valueOf = (option: string) => choices.find((choice) => choice.option === option)?.value ?? "";
  const resize = valueOf("resize");
  return (
    `Understood as ${valueOf("head")}${producer === "" ? "" : `, written by ${producer}`}. ` +
    `It sees ${valueOf("inputSize")} pixels, ${RESIZED[resize] ?? resize}, in the order ${valueOf("channels").toUpperCase()}. ` +
    `It knows ${counted(names.length, "class", "classes")}: ${names.slice(0, 6).join(", ")}${names.length > 6 ? ", …" : "."}`
  );
}
