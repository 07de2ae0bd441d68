import { useQuery } from "@tanstack/react-query";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { programmeApi } from "../programme/programme-api.ts";

/** For whom a simulation was run, in words. */
export function SegmentSentence({ segment }: { segment: unknown }) {
  const t = useT();
  const say = useLocalText();
  const isEverybody = segment === null || segment === undefined;
  const said = useQuery({
    queryKey: ["programme-sentence", segment],
    queryFn: ({ signal }) => programmeApi.sentence({ condition: segment, scope: "member" }, signal),
    enabled: !isEverybody,
    staleTime: 300_000,
  });
  if (isEverybody) return <span>{t("console.sim.everybody")}</span>;
  return <span>{said.data ? say(said.data) : t("console.sim.segment")}</span>;
}
