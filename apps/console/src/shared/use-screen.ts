import { Grid } from "antd";

/** Whether the window is narrower than a tablet. */
export function useIsNarrow(): boolean {
  const screens = Grid.useBreakpoint();
  return screens.md === false;
}
