import { type Role, roles } from "@regulars/contracts";
import { betterAuth } from "better-auth";
import type pg from "pg";
import { toPublicId } from "../ids.ts";
import type { Logger } from "../logger.ts";
import type { Actor } from "./actor.ts";
import { staffActor } from "./actor.ts";

export const authPath = "/api/auth";
/** Set by us from the socket, after any value a client sent was dropped. */
export const addressHeader = "x-regulars-address";
export const passwordLength = { min: 10, max: 128 };

export interface SignInOptions {
  pool: pg.Pool;
  publicUrl: string;
  secret: string;
  logger: Logger;
}

export interface StaffSession {
  actor: Actor;
  /** Cookies that prolong the session, to be passed on to the browser. */
  cookies: string[];
}

export interface SignIn {
  /** The endpoints of better-auth under `/api/auth`. */
  handle(request: Request): Promise<Response>;
  /** Who the session cookie names; null without a session, or when the person was disabled. */
  session(headers: Headers): Promise<StaffSession | null>;
  /** Signs in with a password and returns the cookies, or null when it does not match. */
  signIn(credentials: { email: string; password: string }, headers: Headers): Promise<string[] | null>;
  hashPassword(password: string): Promise<string>;
}

/** Whether the page that sent the request came from this very host, or from the public address. */
export function isSameOrigin(headers: { origin: string | null; host: string | null }, publicUrl: string): boolean {
  if (!headers.origin || !URL.canParse(headers.origin)) return false;
  const origin = new URL(headers.origin);
  return origin.origin === new URL(publicUrl).origin || origin.host === headers.host;
}

function build({ pool, publicUrl, secret, logger }: SignInOptions) {
  return betterAuth({
    appName: "Regulars",
    baseURL: publicUrl,
    basePath: authPath,
    secret,
    database: pool,
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      log: (level, message) => (level === "error" ? logger.error(message) : logger.debug(message)),
    },
    trustedOrigins: (request) => {
      const origin = request?.headers.get("origin") ?? null;
      const host = request?.headers.get("host") ?? null;
      return origin && isSameOrigin({ origin, host }, publicUrl) ? [origin] : [];
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      revokeSessionsOnPasswordReset: true,
    },
    user: {
      modelName: "staff_users",
      fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
      additionalFields: {
        role: { type: [...roles], required: true, input: false },
        storeId: { type: "string", required: false, input: false, fieldName: "store_id" },
        disabled: { type: "boolean", required: false, input: false },
      },
    },
    session: {
      modelName: "staff_sessions",
      fields: {
        userId: "user_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
      expiresIn: 60 * 60 * 24 * 7,
      updateAge: 60 * 60 * 24,
    },
    account: {
      modelName: "staff_accounts",
      fields: {
        userId: "user_id",
        accountId: "account_id",
        providerId: "provider_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    verification: {
      modelName: "staff_verifications",
      fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
    },
    rateLimit: {
      enabled: true,
      storage: "database",
      modelName: "staff_rate_limits",
      fields: { lastRequest: "last_request" },
      window: 60,
      max: 200,
      customRules: { "/sign-in/*": { window: 60, max: 10 }, "/change-password": { window: 60, max: 10 } },
    },
    advanced: {
      cookiePrefix: "regulars",
      useSecureCookies: publicUrl.startsWith("https:"),
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    databaseHooks: {
      session: { create: { before: async (session) => !(await isDisabled(pool, session.userId)) } },
    },
  });
}

async function isDisabled(pool: pg.Pool, userId: string): Promise<boolean> {
  const { rows } = await pool.query<{ disabled: boolean }>("select disabled from staff_users where id = $1", [userId]);
  return rows[0]?.disabled ?? true;
}

function roleOf(text: string): Role {
  return roles.find((role) => role === text) ?? "clerk";
}

/** Staff sign-in with e-mail and password; sessions live in PostgreSQL. */
export function createSignIn(options: SignInOptions): SignIn {
  const auth = build(options);
  return {
    handle: (request) => auth.handler(request),
    async session(headers) {
      const { response, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true });
      if (!response || response.user.disabled) return null;
      const { id, name, role, storeId } = response.user;
      const actor = staffActor({ id: toPublicId("stf", id), name, role: roleOf(role), storeId: storeId ?? null });
      return { actor, cookies: answered.getSetCookie() };
    },
    async signIn(credentials, headers) {
      try {
        const { headers: answered } = await auth.api.signInEmail({ body: credentials, headers, returnHeaders: true });
        return answered.getSetCookie();
      } catch {
        return null;
      }
    },
    async hashPassword(password) {
      const context = await auth.$context;
      return context.password.hash(password);
    },
  };
}
