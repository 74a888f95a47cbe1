import type { Scenario } from "@/core/document";
import type { ExportSettings } from "@/services/export/settings";

/** The props of every field of the export dialog. */
export type ExportFieldProps = {
  readonly scenario: Scenario;
  readonly settings: ExportSettings;
  readonly onChange: (change: Partial<ExportSettings>) => void;
};
