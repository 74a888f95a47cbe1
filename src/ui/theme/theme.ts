import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";
import { ACTOR_COLORS, OUTCOME_COLORS, PALETTES, WEATHER_COLORS, type Scheme } from "./palette";

const accent: MantineColorsTuple = [
  "#eeeefd",
  "#dcdcfa",
  "#b9bbf3",
  "#979aee",
  "#7d81f0",
  "#6a6ef0",
  "#5a5ee2",
  "#4f52d3",
  "#4144bf",
  "#3437a0",
];

/** Neutral greys with a slight blue. */
const gray: MantineColorsTuple = [
  "#f8f9fb",
  "#f1f3f6",
  "#e6e9ee",
  "#d9dee6",
  "#c6ccd7",
  "#a5adbc",
  "#7f8999",
  "#596273",
  "#3c4453",
  "#272c36",
];

const dark: MantineColorsTuple = [
  "#d5dae3",
  "#b4bcc9",
  "#98a1b0",
  "#6b7484",
  "#2f3540",
  "#2c313b",
  "#272b34",
  "#1a1d23",
  "#14161b",
  "#0c0e11",
];

const CONTROL_HEIGHT = "28px";
const input = { wrapper: { "--input-height": CONTROL_HEIGHT, "--input-fz": "13px" } };
const inputDefaults = { size: "xs" };

export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, gray, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.45", lg: "1.4", xl: "1.3" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "3px", sm: "4px", md: "6px", lg: "8px", xl: "12px" },
  defaultRadius: "md",
  headings: { fontWeight: "600" },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Input: { vars: () => input, defaultProps: inputDefaults },
    InputWrapper: { defaultProps: inputDefaults, styles: { label: { marginBottom: 5 } } },
    TextInput: { vars: () => input, defaultProps: inputDefaults },
    Textarea: { defaultProps: inputDefaults },
    NumberInput: { vars: () => input, defaultProps: inputDefaults },
    ColorInput: { vars: () => input, defaultProps: inputDefaults },
    Select: {
      vars: () => input,
      defaultProps: { ...inputDefaults, allowDeselect: false, checkIconPosition: "right", comboboxProps: { shadow: "md" } },
    },
    Button: {
      defaultProps: { size: "xs" },
      styles: { root: { fontWeight: 500 } },
      vars: () => ({ root: { "--button-height": CONTROL_HEIGHT, "--button-fz": "13px", "--button-padding-x": "12px" } }),
    },
    ActionIcon: {
      defaultProps: { variant: "subtle", color: "gray" },
      vars: () => ({ root: { "--ai-size": CONTROL_HEIGHT } }),
    },
    Tooltip: { defaultProps: { openDelay: 350, closeDelay: 60, withArrow: false, offset: 6, transitionProps: { duration: 120 } } },
    // The placeholder would be a menu's child that is no menu item.
    // If it is longer than the window is high, it scrolls.
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false,
        shadow: "md",
        offset: 4,
        transitionProps: { duration: 120 },
        middlewares: { size: { padding: 8 } },
      },
      styles: { dropdown: { overflowY: "auto", scrollbarWidth: "thin" } },
    },
    Popover: { defaultProps: { shadow: "md", offset: 6, transitionProps: { duration: 120 } } },
    Modal: {
      defaultProps: {
        centered: true,
        shadow: "xl",
        overlayProps: { backgroundOpacity: 0.45 },
        transitionProps: { duration: 140, transition: "fade" },
        // Mantine's header would count as a second banner of the page.
        attributes: { header: { role: "presentation" } },
      },
    },
    // Mantine's own grey contrasts with white by no more than 3.5 : 1.
    Notification: { styles: { title: { color: "var(--strong)" }, description: { color: "var(--text)" } } },
    Switch: { defaultProps: { size: "xs", withThumbIndicator: false } },
    Checkbox: { defaultProps: { size: "xs" } },
    Slider: { defaultProps: { size: 4, thumbSize: 14, label: null } },
    SegmentedControl: {
      defaultProps: { size: "xs", withItemsBorders: false, transitionDuration: 120 },
      styles: { root: { padding: 2 }, label: { fontWeight: 450, fontSize: 13, paddingBlock: 2 } },
    },
    Kbd: { styles: { root: { fontFamily: "inherit", fontWeight: 500, fontSize: 11 } } },
    Table: { defaultProps: { verticalSpacing: 4, horizontalSpacing: 8 } },
  },
});

/** Our names as CSS variables, and Mantine's own mapped to them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variablesOf("light"),
  dark: variablesOf("dark"),
});

function variablesOf(scheme: Scheme): Record<string, string> {
  const palette = PALETTES[scheme];
  const kebab = (name: string) => name.replace(/[A-Z]|_/g, (letter) => (letter === "_" ? "-" : `-${letter.toLowerCase()}`));
  const named = (prefix: string, colors: Record<string, string>) =>
    Object.fromEntries(Object.entries(colors).map(([name, color]) => [`--${prefix}${kebab(name)}`, color]));
  return {
    ...named("", palette),
    ...named("actor-", ACTOR_COLORS[scheme]),
    ...named("weather-", WEATHER_COLORS[scheme]),
    ...Object.fromEntries(Object.entries(OUTCOME_COLORS[scheme]).map(([name, color]) => [`--outcome-${name.toLowerCase()}`, color])),
    "--mantine-color-body": palette.panel,
    "--mantine-color-text": palette.text,
    "--mantine-color-dimmed": palette.dim,
    "--mantine-color-placeholder": palette.dim,
    "--mantine-color-default": palette.control,
    "--mantine-color-default-color": palette.text,
    "--mantine-color-default-border": palette.border,
    "--mantine-color-default-hover": palette.hover,
    "--mantine-color-error": palette.danger,
    "--mantine-color-anchor": palette.accentText,
    "--mantine-color-gray-light": palette.hover,
    "--mantine-color-gray-light-hover": palette.hover,
    "--mantine-color-gray-light-color": palette.text,
    "--mantine-color-accent-light-color": palette.accentText,
    "--mantine-color-accent-light": palette.accentSoft,
  };
}
