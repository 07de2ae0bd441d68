import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { onSignedOut } from "./api/http.ts";
import { api } from "./api/index.ts";
import type { Permission, Session } from "./api/types.ts";

const SessionContext = createContext<{ session: Session; units: Units } | null>(null);

/** The programme's currency and zone: what amounts and times on screen are in. */
export interface Units {
  currency: string;
  zone: string;
}

/** The session, or null when nobody is signed in. */
export function useSessionQuery() {
  return useQuery({ queryKey: ["session"], queryFn: () => api.session.read(), staleTime: 60_000, retry: false });
}

export function SessionProvider({ session, units, children }: { session: Session; units: Units; children: ReactNode }) {
  const value = useMemo(() => ({ session, units }), [session, units]);
  return <SessionContext value={value}>{children}</SessionContext>;
}

function useSessionContext() {
  const context = useContext(SessionContext);
  if (!context) throw new Error("useSession outside the shell");
  return context;
}

/** The signed-in person; only below the shell. */
export function useSession(): Session {
  return useSessionContext().session;
}

export function useCan(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}

export function useProgrammeUnits(): Units {
  return useSessionContext().units;
}

/** True after the server has said that the session is gone; `renewed` takes it back after signing in again. */
export function useSignedOut(): { signedOut: boolean; renewed: () => Promise<void> } {
  const [signedOut, setSignedOut] = useState(false);
  const queries = useQueryClient();
  useEffect(() => onSignedOut(() => setSignedOut(true)), []);
  return {
    signedOut,
    renewed: async () => {
      setSignedOut(false);
      await queries.invalidateQueries();
    },
  };
}
