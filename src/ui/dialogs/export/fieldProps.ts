import type { SlimScenario } from "@/core/document";
import type { ExportSettings } from "@/services/export/settings";

/** The props of every field of the export dialog. */
export type ExportFieldProps = {
  readonly scenario: SlimScenario;
  readonly settings: ExportSettings;
  readonly onChange: (change: Partial<ExportSettings>) => void;
};
