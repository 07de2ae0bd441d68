export const locales = ["zh-CN", "en"] as const;

export type Locale = (typeof locales)[number];

/** The locale a new reader gets. */
export const defaultLocale: Locale = "zh-CN";

/** Whether `text` names a locale that has a catalogue. */
export function isLocale(text: unknown): text is Locale {
  return text === "zh-CN" || text === "en";
}

/** The best locale for an `Accept-Language` header or a browser's language list; zh-CN when nothing fits. */
export function negotiateLocale(header: string | null | undefined): Locale {
  const wishes = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters
        .map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1])
        .find((value) => value !== undefined);
      return {
        language: tag.trim().toLowerCase().split("-")[0] ?? "",
        quality: quality === undefined ? 1 : Number(quality),
      };
    })
    .filter((wish) => wish.quality > 0)
    .sort((one, other) => other.quality - one.quality);
  for (const { language } of wishes) {
    if (language === "zh") return "zh-CN";
    if (language === "en") return "en";
  }
  return defaultLocale;
}
