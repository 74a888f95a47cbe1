import { useScenario } from "../../context/EditorContext";
import { CamerasSection } from "./CamerasSection";
import { RoadSection } from "./RoadSection";
import { ScenerySection } from "./ScenerySection";

/** The road of the scenario, what stands beside it, and its cameras. */
export function RoadSections() {
  const road = useScenario((scenario) => scenario.road);
  if (!road) return null;
  return (
    <>
      <RoadSection road={road} />
      <ScenerySection road={road} />
      <CamerasSection road={road} />
    </>
  );
}
