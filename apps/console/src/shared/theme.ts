import { type ThemeConfig, theme } from "antd";

export type ThemeMode = "light" | "dark";

/** System fonts, Chinese ones by name; charts measure their text with it too. */
export const fontFamily =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", Roboto, "Helvetica Neue", Arial, sans-serif';

/** Jade on neutral grey; a dense version of antd's own scale. */
export function themeConfig(mode: ThemeMode): ThemeConfig {
  const dark = mode === "dark";
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: dark ? "#2dd4bf" : "#0f766e",
      colorInfo: dark ? "#2dd4bf" : "#0f766e",
      colorLink: dark ? "#2dd4bf" : "#0f766e",
      colorSuccess: dark ? "#4ade80" : "#15803d",
      colorError: dark ? "#ff8a80" : "#c2261c",
      colorWarning: dark ? "#f5b04c" : "#a35a00",
      colorTextBase: dark ? "#e6e9eb" : "#1c2226",
      colorBgBase: dark ? "#181c1e" : "#ffffff",
      colorBgContainer: dark ? "#181c1e" : "#ffffff",
      ...(dark ? { colorBgElevated: "#20262a", colorBorder: "#3a4247", colorBorderSecondary: "#2c3236" } : {}),
      colorBgLayout: dark ? "#101314" : "#f5f6f7",
      colorTextSecondary: dark ? "#9aa4ad" : "#5b6570",
      colorTextDescription: dark ? "#9aa4ad" : "#5b6570",
      colorTextPlaceholder: dark ? "#87919a" : "#6b7580",
      ...(dark ? { colorTextLightSolid: "#06201d" } : {}),
      colorPrimaryBg: dark ? "#12312f" : "#e6f2f0",
      colorPrimaryBgHover: dark ? "#17403c" : "#d5e9e6",
      controlItemBgActive: dark ? "#12312f" : "#e6f2f0",
      colorInfoBg: dark ? "#12312f" : "#e6f2f0",
      colorInfoBorder: dark ? "#1f4a46" : "#b7d8d3",
      colorSuccessBg: dark ? "#12291a" : "#e8f5ec",
      colorSuccessBorder: dark ? "#1f4a2e" : "#b5dcc0",
      colorWarningBg: dark ? "#30240f" : "#fdf3e3",
      colorWarningBorder: dark ? "#5a431c" : "#ecd3a6",
      colorErrorBg: dark ? "#331a18" : "#fdeceb",
      colorErrorBorder: dark ? "#5c2c28" : "#f2c4c0",
      borderRadius: 6,
      fontFamily,
      wireframe: false,
    },
    components: {
      Table: { cellPaddingBlockSM: 8, cellPaddingInlineSM: 8, headerBg: dark ? "#1d2225" : "#fafbfb" },
      Layout: { headerBg: dark ? "#181c1e" : "#ffffff", siderBg: dark ? "#181c1e" : "#ffffff", headerHeight: 56 },
      Menu: {
        itemHeight: 36,
        subMenuItemBg: "transparent",
        itemSelectedBg: dark ? "#12312f" : "#e6f2f0",
        itemMarginBlock: 2,
      },
      Tooltip: { colorTextLightSolid: "#ffffff", colorBgSpotlight: dark ? "#2c3236" : "#273035", maxWidth: 360 },
    },
  };
}
