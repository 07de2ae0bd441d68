import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";

export type IdentityKind = "phone" | "email" | "external" | "card" | "member_no";

export interface Identity {
  kind: IdentityKind;
  /** Normalised: E.164, lower-case e-mail, card without spaces. */
  value: string;
}

export interface GivenIdentity {
  kind: IdentityKind;
  value: string;
}

const chineseMobile = /^(?:\+86)?(1[3-9]\d{9})$/;
const emailPattern = /^[^\s@"(),:;<>[\]\\]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/u;

/** Turns full-width digits and signs, as Chinese keyboards send them, into plain ones. */
function halfWidth(text: string): string {
  return text.normalize("NFKC").trim();
}

/** The E.164 form of a phone number dialled in `country`, or null when it cannot be one. */
export function normalisePhone(given: string, country: string): string | null {
  const text = halfWidth(given);
  const mobile = country === "CN" ? chineseMobile.exec(text) : null;
  if (mobile?.[1]) return `+86${mobile[1]}`;
  if (!/^\+?[\d\s().\-/]{3,40}$/.test(text)) return null;
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(text, home);
  return parsed?.isPossible() ? parsed.number : null;
}

export function normaliseEmail(given: string): string | null {
  const text = halfWidth(given).toLowerCase();
  return text.length <= 254 && emailPattern.test(text) ? text : null;
}

/** The value under which an identity is claimed and looked up, or null when it cannot be one. */
export function normaliseIdentity(given: GivenIdentity, country: string): Identity | null {
  const value = normaliseValue(given, country);
  return value === null || value === "" ? null : { kind: given.kind, value };
}

function normaliseValue({ kind, value }: GivenIdentity, country: string): string | null {
  switch (kind) {
    case "phone":
      return normalisePhone(value, country);
    case "email":
      return normaliseEmail(value);
    case "card":
      return halfWidth(value).replaceAll(/[\s-]/g, "");
    case "member_no":
      return halfWidth(value).replaceAll(/[\s-]/g, "");
    case "external":
      return value.trim();
  }
}

/** Key of a look-up map. */
export function identityKey({ kind, value }: GivenIdentity): string {
  return `${kind}:${value}`;
}

/** A running number with its Luhn check digit, so that a mistyped digit never finds another member (ISO/IEC 7812-1). */
export function withCheckDigit(number: number): string {
  const digits = String(number);
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** `138****8888`, `+1******4567`: enough to recognise a number one knows. */
export function maskPhone(phone: string | null): string | null {
  if (phone === null) return null;
  const chinese = /^\+86(\d{3})\d{4}(\d{4})$/.exec(phone);
  if (chinese) return `${chinese[1]}****${chinese[2]}`;
  const shown = Math.min(4, Math.max(2, phone.length - 8));
  const head = phone.slice(0, 3);
  const tail = phone.slice(-shown);
  return `${head}${"*".repeat(Math.max(4, phone.length - head.length - tail.length))}${tail}`;
}

/** `m***@example.com`. */
export function maskEmail(email: string | null): string | null {
  if (email === null) return null;
  const at = email.lastIndexOf("@");
  return `${[...email.slice(0, at)][0] ?? ""}***${email.slice(at)}`;
}
