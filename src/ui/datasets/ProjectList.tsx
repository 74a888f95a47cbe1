import { Button } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { createScenario } from "@/core/document";
import { datasetProjects, projectCamera, type DatasetOptions, type Project } from "@/datasets";
import { useServices } from "../context/ServicesContext";
import { attempt } from "../library/attempt";
import classes from "./datasets.module.css";
import { framesLasting, secondsOf } from "@/core/timeline";

const ROW_HEIGHT = 44;
/** For larger datasets only the first ones are offered: nobody looks through more. */
const MOST = 2000;

/** The projects of a dataset; each opens a new scenario with its camera, resolution and frame rate. */
export function ProjectList({ options, onOpened }: { options: DatasetOptions; onOpened: () => void }) {
  const scroller = useRef<HTMLDivElement>(null);
  const projects = useMemo(() => firstProjects(options), [options]);
  const { files } = useServices();
  const rows = useVirtualizer({
    count: projects.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    initialRect: { width: 700, height: 320 },
  });
  const open = (project: Project) =>
    void attempt("The scenario could not be created", async () => {
      const { camera, video } = projectCamera(project);
      const scenario = createScenario({ id: crypto.randomUUID(), name: project.name, description: project.description, camera });
      const seconds = secondsOf(scenario.video.durationFrames, scenario.video.fps);
      await files.open({ ...scenario, video: { ...video, durationFrames: framesLasting(seconds, video.fps) } });
      onOpened();
    });
  return (
    <div ref={scroller} className={classes.projects} role="list" aria-label="Projects in the dataset">
      <div style={{ height: rows.getTotalSize(), position: "relative" }} role="presentation">
        {rows.getVirtualItems().map(({ index, start }) => {
          const project = projects[index];
          return (
            project && (
              <div key={project.id} role="listitem" className={classes.project} style={{ transform: `translateY(${start}px)` }}>
                <span>
                  <b>{project.name}</b>
                  <br />
                  {project.camera_model}, {project.lens_type}
                </span>
                <span>
                  {project.camera_view}
                  <br />
                  {project.signal_type}
                </span>
                <span>
                  {project.resolution.replace("x", " × ")}
                  <br />
                  {project.frame_rate} fps
                </span>
                <Button
                  variant="default"
                  aria-label={`New scenario from ${project.name}, project ${index + 1}`}
                  onClick={() => open(project)}
                >
                  New scenario
                </Button>
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function firstProjects(options: DatasetOptions): Project[] {
  const projects: Project[] = [];
  for (const project of datasetProjects(options)) if (projects.push(project) === MOST) break;
  return projects;
}
