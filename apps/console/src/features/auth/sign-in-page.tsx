import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useT } from "../../shared/preferences.tsx";
import { AuthFrame } from "./auth-frame.tsx";
import { SignInForm } from "./sign-in-form.tsx";

export function SignInPage() {
  const t = useT();
  const queries = useQueryClient();
  useEffect(() => {
    document.title = t("console.auth.signInTitle");
  }, [t]);
  return (
    <AuthFrame title={t("console.auth.signInTitle")}>
      <SignInForm onSignedIn={() => queries.invalidateQueries()} />
      <details className="small muted" style={{ marginTop: 16 }}>
        <summary>{t("console.setup.findLink")}</summary>
        <p>{t("console.setup.findLinkDetail")}</p>
      </details>
    </AuthFrame>
  );
}
