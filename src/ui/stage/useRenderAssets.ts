import { useEffect, useState } from "react";
import { loadRenderAssets, spritesIn, type RenderAssets } from "@/render";
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
    loadRenderAssets({
      assets: pictures.wholeAssets(shown),
      ...(stills && { scene: { backgroundStills: stills } }),
      sprites: sprites.split(" "),
    }).then(
      (assets) => {
        if (current) setLoaded({ assets, fault: null });
      },
      (error: unknown) => {
        const fault = error instanceof Error ? error.message : String(error);
        if (current) setLoaded(({ assets }) => ({ assets, fault }));
      },
    );
    return () => {
      current = false;
    };
  }, [pictures, shown, stills, sprites]);
  return loaded;
}
