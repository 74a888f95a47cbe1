import { useEffect, useState } from "react";
import { spritesIn, type RenderAssets } from "@/render";
import { loadShownAssets } from "@/services/media/shownAssets";
import { useScenario } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";

/** What the picture needs in addition to the scenario, reloaded when the scenario's own pictures change. */
export function useRenderAssets(): { assets: RenderAssets | null; fault: string | null } {
  const { pictures } = useServices();
  const shown = useScenario((scenario) => scenario.assets);
  const stills = useScenario(({ scene }) => scene.backgroundStills);
  const sprites = useScenario((scenario) => spritesIn(scenario).join(" "));
  const [loaded, setLoaded] = useState<{ assets: RenderAssets | null; fault: string | null }>({ assets: null, fault: null });
  useEffect(() => {
    let current = true;
    void loadShownAssets({ assets: shown, stills, sprites: sprites.split(" ") }, pictures).then(({ assets, fault }) => {
      if (current) setLoaded((before) => ({ assets: assets ?? before.assets, fault }));
    });
    return () => {
      current = false;
    };
  }, [pictures, shown, stills, sprites]);
  return loaded;
}
