import { createTranslator, isLocale, type Locale, negotiateLocale, type Translate } from "@regulars/i18n";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { ThemeMode } from "./theme.ts";

interface Preferences {
  locale: Locale;
  setLocale(locale: Locale): void;
  mode: ThemeMode;
  setMode(mode: ThemeMode): void;
  t: Translate;
}

const PreferencesContext = createContext<Preferences | null>(null);

const LOCALE_KEY = "regulars.locale";
const MODE_KEY = "regulars.theme";

/** A value kept in this browser; storage that is full or forbidden only costs the memory of it. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function firstLocale(): Locale {
  const kept = recall(LOCALE_KEY);
  if (isLocale(kept)) return kept;
  return negotiateLocale(navigator.languages.join(","));
}

function firstMode(): ThemeMode {
  const kept = recall(MODE_KEY);
  if (kept === "light" || kept === "dark") return kept;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** The language of requests made outside React. */
export function currentLocale(): Locale {
  return isLocale(document.documentElement.lang) ? document.documentElement.lang : firstLocale();
}

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [locale, setLocaleState] = useState(firstLocale);
  const [mode, setModeState] = useState(firstMode);

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  useEffect(() => {
    document.documentElement.dataset.theme = mode;
  }, [mode]);

  const value = useMemo<Preferences>(
    () => ({
      locale,
      mode,
      t: createTranslator(locale).t,
      setLocale: (next) => {
        remember(LOCALE_KEY, next);
        document.documentElement.lang = next;
        setLocaleState(next);
      },
      setMode: (next) => {
        remember(MODE_KEY, next);
        setModeState(next);
      },
    }),
    [locale, mode],
  );
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext);
  if (!preferences) throw new Error("usePreferences outside PreferencesProvider");
  return preferences;
}

export function useT(): Translate {
  return usePreferences().t;
}

/** Picks the reader's language out of a text that the server gives in both. */
export function useLocalText(): (text: { zh: string; en: string }) => string {
  const { locale } = usePreferences();
  return useCallback((text) => (locale === "en" ? text.en : text.zh), [locale]);
}
