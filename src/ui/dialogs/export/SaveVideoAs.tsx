import { ActionIcon, Button, Menu, Progress, Tooltip } from "@mantine/core";
import { IconChevronDown, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { fileName } from "@/core/names";
import { offerDownload } from "@/services/files/download";
import { CONVERSIONS, type Conversion, type SourceVideo } from "@/services/media/conversions";
import { saveConverted } from "@/services/media/convertVideo";
import { notify } from "../../shell/notify";
import classes from "./export.module.css";

type Props = { readonly video: Blob; readonly source: SourceVideo; readonly scenarioName: string };

/** The finished video alone, or another file made from it. */
export function SaveVideoAs({ video, source, scenarioName }: Props) {
  const [running, setRunning] = useState<{ readonly label: string; readonly share: number } | null>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const name = fileName(scenarioName);

  const convert = async (conversion: Conversion) => {
    const { label } = conversion;
    const controller = new AbortController();
    abort.current = controller;
    setRunning({ label, share: 0 });
    try {
      await saveConverted(video, source, conversion, name, controller.signal, (share) => setRunning({ label, share }));
    } catch (error) {
      if (!controller.signal.aborted)
        notify({ tone: "error", title: "The file could not be made", message: error instanceof Error ? error.message : String(error) });
    } finally {
      setRunning(null);
    }
  };

  if (running)
    return (
      <div className={classes.converting} role="status" aria-label={`Making ${running.label}`}>
        <span>
          {running.label}, {Math.floor(running.share * 100)} %
        </span>
        <Progress value={running.share * 100} size="sm" w={96} aria-label={`Progress of ${running.label}`} />
        <Tooltip label="Cancel">
          <ActionIcon aria-label={`Cancel ${running.label}`} onClick={() => abort.current?.abort()}>
            <IconX size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </div>
    );
  return (
    <Menu position="top-end" width={260}>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} stroke={1.75} />}>
          Save video as
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => offerDownload(video, `${name}.mp4`)}>
          <Choice label="MP4" description="video.mp4 as it is in the bundle" />
        </Menu.Item>
        {CONVERSIONS.map((conversion) => (
          <Menu.Item key={conversion.id} onClick={() => void convert(conversion)}>
            <Choice label={conversion.label} description={conversion.describe(source)} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Choice({ label, description }: { readonly label: string; readonly description: string }) {
  return (
    <span className={classes.saveAs}>
      <span>{label}</span>
      <span>{description}</span>
    </span>
  );
}
