import "@fontsource-variable/inter/wght.css";
import "@mantine/core/styles.layer.css";
import "@mantine/dropzone/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "uplot/dist/uPlot.min.css";
import "@/ui/theme/global.css";
import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ServicesProvider } from "@/ui/context/ServicesContext";
import { App } from "@/ui/shell/App";
import { ignoreKeysWhileComposing } from "@/ui/shell/composition";
import { cssVariables, theme } from "@/ui/theme/theme";
import { isolatePage } from "./isolation";
import { createServices } from "./services";

const container = document.getElementById("root");
if (!container) throw new Error("index.html has no element #root");

ignoreKeysWhileComposing(window);

// If the page must be reloaded, nothing is shown, and nothing can be lost, before that.
if (!(await isolatePage())) await start(container);

async function start(root: HTMLElement): Promise<void> {
  const services = await createServices();
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        {/* Questions close at once: a key pressed right after is the page's. */}
        <ModalsProvider modalProps={{ transitionProps: { duration: 0 } }}>
          <ServicesProvider services={services}>
            <App />
          </ServicesProvider>
        </ModalsProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
