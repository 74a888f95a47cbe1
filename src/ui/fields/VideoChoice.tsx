import { Button } from "@mantine/core";
import { IconAspectRatio, IconCut, IconPlayerTrackNext, type TablerIcon } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { framesOf, secondsOf } from "@/core/timeline";
import { waysToFit, type WayToFit } from "@/services/files/videoStills";
import { formatSeconds } from "@/core/text";
import type { BackgroundReading } from "@/services/files/backgroundReader";
import classes from "./fields.module.css";

const ICONS: Record<WayToFit["way"], TablerIcon> = { fewer: IconPlayerTrackNext, smaller: IconAspectRatio, shorter: IconCut };

/** Asks what to keep of a video that the scenario has no room for. */
export function VideoChoice({ reading }: { readonly reading: BackgroundReading | null }) {
  const group = useRef<HTMLDivElement>(null);
  const step = reading?.step;
  useEffect(() => {
    if (step === "choice") group.current?.scrollIntoView({ block: "nearest" });
  }, [step]);
  if (reading?.step !== "choice") return null;
  const { fault, choose } = reading;
  const { wanted, stills, frames } = fault;
  const labelOf = (way: WayToFit): string => {
    switch (way.way) {
      case "fewer":
        return `${trimmed(framesOf(1, wanted.fps) / way.wanted.every)} images a second`;
      case "smaller":
        return `Images ${way.wanted.width} px wide`;
      case "shorter":
        return `Only the first ${formatSeconds(secondsOf(stills.frames, wanted.fps))}`;
    }
  };
  return (
    <div ref={group} role="group" aria-label="The video is too large" className={classes.choice}>
      <p>
        <b>The video is too large.</b> The scenario has room for {stills.frames} of {frames} frames. What should be kept?
      </p>
      {waysToFit(fault).map((way) => {
        const Icon = ICONS[way.way];
        return (
          <Button
            key={way.way}
            variant="default"
            size="xs"
            justify="flex-start"
            leftSection={<Icon size={14} stroke={1.75} />}
            onClick={() => choose(way)}
          >
            {labelOf(way)}
          </Button>
        );
      })}
      <Button variant="subtle" size="xs" color="gray" onClick={() => choose(null)}>
        Cancel
      </Button>
    </div>
  );
}

const trimmed = (value: number): string => String(Math.round(value * 10) / 10);
