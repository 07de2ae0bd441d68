import type { Programme, TierOffer } from "@regulars/engine";
import { Tag } from "antd";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { Choice, DurationInput, Field, IdField, LocalTextInput } from "../fields.tsx";
import { ItemList } from "../item-list.tsx";
import { without } from "../quantities.ts";
import { PointsInput, WalletChoice } from "../quantity-inputs.tsx";
import { newOffer, nextTier } from "./ladder-defaults.ts";

interface OfferListProps {
  value: Programme;
  onChange: (value: Programme) => void;
  words: (id: string) => string | null;
}

/** Tiers that members take for a while in return for points or a voucher. */
export function OfferList({ value, onChange, words }: OfferListProps) {
  const t = useT();
  const say = useLocalText();
  return (
    <div className="stack tight">
      <h3 className="pg-label">{t("console.programme.tierOffers")}</h3>
      <p className="muted pg-intro">{t("console.offers.intro")}</p>
      <ItemList<TierOffer>
        list="tierOffers"
        items={value.tierOffers}
        onChange={(tierOffers) => onChange({ ...value, tierOffers })}
        pointer="/tierOffers"
        addText={t("console.offers.add")}
        emptyText={t("console.offers.none")}
        create={() => newOffer(value)}
        head={(offer) => ({
          name: (
            <>
              <strong>{say(offer.name) || offer.id}</strong>
              <Tag>{t(`console.offers.kind.${offer.kind}`)}</Tag>
            </>
          ),
          note: words(offer.id),
        })}
        editor={(offer, set, pointer) => (
          <OfferForm value={offer} onChange={set} pointer={pointer} ladders={value.ladders} />
        )}
      />
    </div>
  );
}

interface OfferFormProps {
  value: TierOffer;
  onChange: (value: TierOffer) => void;
  pointer: string;
  ladders: Programme["ladders"];
}

const kinds = ["points", "voucher"] as const;
const periods = ["any", "day", "week", "month", "year"] as const;

function OfferForm({ value, onChange, pointer, ladders }: OfferFormProps) {
  const t = useT();
  return (
    <div className="pg-fields">
      <Field label={t("console.programme.name")} pointer={`${pointer}/name`} width={400}>
        <LocalTextInput value={value.name} onChange={(name) => onChange({ ...value, name })} />
      </Field>
      <Field label={t("console.offers.kind")} pointer={`${pointer}/kind`} width={160}>
        <Choice
          value={value.kind}
          options={kinds.map((kind) => ({ value: kind, label: t(`console.offers.kind.${kind}`) }))}
          onChange={(kind) => onChange({ ...value, kind })}
          width="100%"
        />
      </Field>
      <Field
        label={t("console.offers.wallet")}
        pointer={`${pointer}/wallet`}
        width={200}
        hint={value.kind === "voucher" ? t("console.offers.voucherHint") : null}
      >
        <WalletChoice value={value.wallet} onChange={(wallet) => onChange({ ...value, wallet })} />
      </Field>
      <Field label={t("console.offers.points")} pointer={`${pointer}/points`} width={170}>
        <PointsInput
          wallet={value.wallet}
          value={value.points}
          width={160}
          onChange={(points) => onChange({ ...value, points })}
        />
      </Field>
      <GoalFields value={value} onChange={onChange} pointer={pointer} ladders={ladders} />
      <Field label={t("console.offers.duration")} pointer={`${pointer}/duration`} width={190}>
        <DurationInput value={value.duration} onChange={(duration) => onChange({ ...value, duration })} />
      </Field>
      <Field label={t("console.offers.oncePer")} pointer={`${pointer}/oncePer`} width={180}>
        <Choice
          value={value.oncePer ?? "any"}
          options={periods.map((per) => ({ value: per, label: t(`console.offers.oncePer.${per}`) }))}
          onChange={(per) => onChange(per === "any" ? without(value, "oncePer") : { ...value, oncePer: per })}
          width="100%"
        />
      </Field>
      <IdField
        value={value.id}
        path={`tierOffers/${value.id}`}
        pointer={`${pointer}/id`}
        onChange={(id) => onChange({ ...value, id })}
      />
    </div>
  );
}

/** Which ladder, and which of its tiers. */
function GoalFields({ value, onChange, pointer, ladders }: OfferFormProps) {
  const t = useT();
  const say = useLocalText();
  const ladder = ladders.find(({ id }) => id === value.ladder);
  const known = (items: { id: string; label: string }[], id: string) =>
    [...items, ...(items.some((item) => item.id === id) ? [] : [{ id, label: id }])].map((item) => ({
      value: item.id,
      label: item.label,
    }));
  const named = (items: readonly { id: string; name: { zh: string; en: string } }[]) =>
    items.map(({ id, name }) => ({ id, label: say(name) || id }));
  const tiers = [{ id: nextTier, label: t("console.offers.next") }, ...named(ladder?.tiers.slice(1) ?? [])];
  return (
    <>
      <Field label={t("console.offers.ladder")} pointer={`${pointer}/ladder`} width={200}>
        <Choice
          value={value.ladder}
          options={known(named(ladders), value.ladder)}
          onChange={(id) => onChange({ ...value, ladder: id, tier: nextTier })}
          width="100%"
        />
      </Field>
      <Field label={t("console.offers.tier")} pointer={`${pointer}/tier`} width={200}>
        <Choice
          value={value.tier}
          options={known(tiers, value.tier)}
          onChange={(tier) => onChange({ ...value, tier })}
          width="100%"
        />
      </Field>
    </>
  );
}
