import { Outlet } from "@tanstack/react-router";
import { Spin } from "antd";
import { useMemo } from "react";
import { SignInDialog } from "../features/auth/sign-in-dialog.tsx";
import { SignInPage } from "../features/auth/sign-in-page.tsx";
import { StartingPage } from "../features/auth/starting-page.tsx";
import { ApiError } from "../shared/api/index.ts";
import type { Session } from "../shared/api/types.ts";
import { ErrorPanel } from "../shared/error-panel.tsx";
import { useT } from "../shared/preferences.tsx";
import { useProgramme } from "../shared/programme-words.ts";
import { SessionProvider, useSessionQuery, useSignedOut } from "../shared/session.tsx";
import { Frame } from "./frame.tsx";

const notYet = (error: unknown) => error instanceof ApiError && [0, 502, 503].includes(error.status);

/** Decides what a visitor gets: the server's start, the sign-in, or the console. */
export function Shell() {
  const session = useSessionQuery();
  if (session.data) return <SignedIn session={session.data} />;
  if (session.data === null) return <SignInPage />;
  if (notYet(session.error)) return <StartingPage />;
  return <Waiting error={session.error} onRetry={() => session.refetch()} />;
}

function SignedIn({ session }: { session: Session }) {
  const programme = useProgramme();
  const { signedOut, renewed } = useSignedOut();
  const document = programme.data?.programme;
  const units = useMemo(() => (document ? { currency: document.currency, zone: document.zone } : null), [document]);
  return (
    <>
      {units ? (
        <SessionProvider session={session} units={units}>
          <Frame>
            <Outlet />
          </Frame>
        </SessionProvider>
      ) : notYet(programme.error) ? (
        <StartingPage />
      ) : (
        <Waiting error={programme.error} onRetry={() => programme.refetch()} />
      )}
      <SignInDialog open={signedOut} email={session.email ?? ""} onSignedIn={renewed} />
    </>
  );
}

function Waiting({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  const t = useT();
  if (!error) return <Spin fullscreen description={t("console.loading")} />;
  return (
    <div className="page">
      <ErrorPanel error={error} onRetry={onRetry} />
    </div>
  );
}
