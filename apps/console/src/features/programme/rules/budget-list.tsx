import type { Budget, Programme } from "@regulars/engine";
import { Tag } from "antd";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { Choice, Field, IdField, LocalTextInput, MoneyInput, NumberInput } from "../fields.tsx";
import { ItemList } from "../item-list.tsx";
import { without } from "../quantities.ts";
import { newBudget } from "./rule-defaults.ts";

interface BudgetListProps {
  value: Programme;
  onChange: (value: Programme) => void;
  words: (id: string) => string | null;
}

/** What rules together may give to all members. */
export function BudgetList({ value, onChange, words }: BudgetListProps) {
  const t = useT();
  const say = useLocalText();
  return (
    <div className="stack tight">
      <p className="muted pg-intro">{t("console.rules.budgetsIntro")}</p>
      <ItemList<Budget>
        list="budgets"
        items={value.budgets}
        onChange={(budgets) => onChange({ ...value, budgets })}
        pointer="/budgets"
        addText={t("console.rules.addBudget")}
        emptyText={t("console.rules.noBudgets")}
        create={() => newBudget(value.budgets)}
        head={(budget) => ({
          name: (
            <>
              <strong>{say(budget.name) || budget.id}</strong>
              <Tag>
                {t("console.rules.count", {
                  count: value.rules.filter((rule) => rule.budgets.includes(budget.id)).length,
                })}
              </Tag>
            </>
          ),
          note: words(budget.id),
        })}
        editor={(budget, set, pointer) => <BudgetForm value={budget} onChange={set} pointer={pointer} />}
      />
    </div>
  );
}

const periods = ["total", "day", "week", "month", "year"] as const;

interface BudgetFormProps {
  value: Budget;
  onChange: (value: Budget) => void;
  pointer: string;
}

function BudgetForm({ value, onChange, pointer }: BudgetFormProps) {
  const t = useT();
  return (
    <div className="pg-fields">
      <Field label={t("console.programme.name")} pointer={`${pointer}/name`} width={400}>
        <LocalTextInput value={value.name} onChange={(name) => onChange({ ...value, name })} />
      </Field>
      <Field label={t("console.rules.budgetPer")} pointer={`${pointer}/per`} width={160}>
        <Choice
          value={value.per}
          options={periods.map((per) => ({ value: per, label: t(`console.rules.budgetPer.${per}`) }))}
          onChange={(per) => onChange({ ...value, per })}
          width="100%"
        />
      </Field>
      <Field label={t("console.rules.budgetPoints")} pointer={`${pointer}/points`} width={170}>
        <NumberInput
          value={value.points}
          min={1}
          width={160}
          placeholder={t("console.programme.noLimit")}
          suffix={t("console.programme.pointsUnit")}
          onChange={(points) => onChange({ ...value, points })}
          onClear={() => onChange(without(value, "points"))}
        />
      </Field>
      <Field
        label={t("console.rules.budgetMoney")}
        pointer={`${pointer}/money`}
        width={200}
        hint={t("console.rules.budgetMoneyHint")}
      >
        <MoneyInput
          value={value.money}
          min={1}
          width={170}
          placeholder={t("console.programme.noLimit")}
          onChange={(money) => onChange({ ...value, money })}
          onClear={() => onChange(without(value, "money"))}
        />
      </Field>
      <IdField
        value={value.id}
        path={`budgets/${value.id}`}
        pointer={`${pointer}/id`}
        onChange={(id) => onChange({ ...value, id })}
      />
    </div>
  );
}
