export { type Catalogue, catalogues, type ErrorTexts, errorTexts, type MessageKey } from "./catalogues.ts";
export { defaultLocale, isLocale, type Locale, locales, negotiateLocale } from "./locales.ts";
export {
  createTranslator,
  errorText,
  hasErrorText,
  type MessageParams,
  type Translate,
  type Translator,
} from "./translator.ts";
