import type { ComponentType } from "react";
import type { World } from "@/core/scene";
import { useWorld } from "../../context/EditorContext";
import { RoadSections } from "../road/RoadSections";
import { CameraSection } from "./CameraSection";
import { GeneratorsSection } from "./GeneratorsSection";
import { IdentitySection } from "./IdentitySection";
import { SeedField, StyleField } from "./lookFields";
import { OccludersSection } from "./OccludersSection";
import { ParametersSection } from "./ParametersSection";
import { RegionsSection } from "./RegionsSection";
import { SceneSection } from "./SceneSection";
import { SensorSection } from "./SensorSection";
import { VideoSection } from "./VideoSection";

const PANELS: Readonly<Record<World["kind"], ComponentType>> = { picture: PicturePanel, road: RoadPanel };

/** Settings of the whole scenario. */
export function ScenarioPanel() {
  const Panel = PANELS[useWorld().kind];
  return <Panel />;
}

function PicturePanel() {
  return (
    <>
      <IdentitySection />
      <ParametersSection />
      <SceneSection />
      <VideoSection />
      <GeneratorsSection />
      <OccludersSection />
      <RegionsSection />
      <CameraSection />
      <SensorSection />
    </>
  );
}

function RoadPanel() {
  return (
    <>
      <IdentitySection>
        <StyleField />
        <SeedField />
      </IdentitySection>
      <ParametersSection />
      <RoadSections />
      <VideoSection />
      <OccludersSection />
      <RegionsSection />
      <CameraSection />
      <SensorSection />
    </>
  );
}
