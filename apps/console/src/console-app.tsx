import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { App, ConfigProvider } from "antd";
import enUs from "antd/locale/en_US";
import zhCn from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useEffect } from "react";
import { router } from "./router.tsx";
import { ApiError } from "./shared/api/index.ts";
import { PreferencesProvider, usePreferences } from "./shared/preferences.tsx";
import { themeConfig } from "./shared/theme.ts";

/** While the analytics engine starts, what it could not answer is asked again. */
const lensIsStarting = (error: unknown) => error instanceof ApiError && error.code === "lens.unavailable";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchInterval: (query) => (lensIsStarting(query.state.error) ? 3_000 : false),
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
  },
});

function ThemedApp() {
  const { locale, mode } = usePreferences();
  useEffect(() => {
    dayjs.locale(locale === "en" ? "en" : "zh-cn");
  }, [locale]);
  return (
    <ConfigProvider
      locale={locale === "en" ? enUs : zhCn}
      theme={themeConfig(mode)}
      button={{ autoInsertSpace: false }}
    >
      <App>
        <RouterProvider router={router} />
      </App>
    </ConfigProvider>
  );
}

export function ConsoleApp() {
  return (
    <QueryClientProvider client={queries}>
      <PreferencesProvider>
        <ThemedApp />
      </PreferencesProvider>
    </QueryClientProvider>
  );
}
