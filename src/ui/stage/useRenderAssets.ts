import { useEffect, useState } from "react";
import { loadRenderAssets, type RenderAssets } from "@/render";
import { useScenario } from "../context/EditorContext";

/** What the picture needs beside the scenario, loaded anew when the scenario's own pictures change. */
export function useRenderAssets(): { assets: RenderAssets | null; fault: string | null } {
  const pictures = useScenario((scenario) => scenario.assets);
  const [loaded, setLoaded] = useState<{ assets: RenderAssets | null; fault: string | null }>({ assets: null, fault: null });
  useEffect(() => {
    let current = true;
    loadRenderAssets({ assets: pictures }).then(
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
  }, [pictures]);
  return loaded;
}
