import type { Scenario } from "@/core/document";
import type { ExportSettings } from "@/services/export/settings";

/** What every field of the export dialog is given. */
export type ExportFieldProps = {
  readonly scenario: Scenario;
  readonly settings: ExportSettings;
  readonly onChange: (change: Partial<ExportSettings>) => void;
};
