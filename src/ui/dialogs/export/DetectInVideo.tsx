import { Button } from "@mantine/core";
import { IconRadar2 } from "@tabler/icons-react";
import { useState } from "react";
import type { Scenario } from "@/core/document";
import { fileName } from "@/core/names";
import { useServices } from "../../context/ServicesContext";
import { showDetector } from "../../detection/detectorTab";
import { attempt } from "../../library/attempt";

type Props = {
  readonly video: Blob;
  /** The scenario as it was exported. */
  readonly scenario: Scenario;
  readonly firstFrame: number;
};

/** Lets a real detector look at the finished video: what compression does to the picture counts. */
export function DetectInVideo({ video, scenario, firstFrame }: Props) {
  const { detector, dialogs, editor } = useServices();
  const [copying, setCopying] = useState(false);
  const detect = async () => {
    setCopying(true);
    // The export's own file goes with the dialog. The browser keeps the blob of a long response on disk.
    const copy = await new Response(video.stream(), { headers: { "Content-Type": "video/mp4" } }).blob();
    detector.takeVideo({ name: `${fileName(scenario.name)}.mp4`, video: copy, scenario, firstFrame });
    showDetector(editor, "detections");
    dialogs.setState({ open: null });
  };
  return (
    <Button
      variant="default"
      leftSection={<IconRadar2 size={16} stroke={1.75} aria-hidden />}
      loading={copying}
      onClick={() => void attempt("The video could not be copied", detect).finally(() => setCopying(false))}
    >
      Run detector
    </Button>
  );
}
