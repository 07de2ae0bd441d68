/** One row per open member, of the last scoring. '' and NULL = cannot be told. Swapped in whole. */
const columns = `member_id UUID, scored UInt8, rfm_group LowCardinality(String), consumption_type LowCardinality(String), price_sensitivity Nullable(Float64),
  potential LowCardinality(String), potential_four LowCardinality(String), rising UInt8, clv_historic Nullable(Int64), clv_predicted Nullable(Int64), clv_low Nullable(Int64), clv_high Nullable(Int64),
  expected_orders Nullable(Float64), probability_alive Nullable(Float64), churn_probability Nullable(Float64), churn_date Nullable(Date32), health Nullable(Float64), health_parts String,
  top_category LowCardinality(String), favourite_hour Nullable(UInt8), favourite_weekday Nullable(UInt8), average_gap_days Nullable(Float64), channel_preference LowCardinality(String),
  engagement Nullable(Float64), need_service Nullable(Float64), need_social Nullable(Float64), next_purchase_date Nullable(Date32), next_offer LowCardinality(String),
  next_offer_because LowCardinality(String), top_category_share Nullable(Float64), core_fit Nullable(Float64), personalised UInt8, explanation String`;

export const valuesTable = "member_values";

export const valueTables = [
  { name: valuesTable, ddl: `(${columns}) ENGINE = MergeTree ORDER BY member_id` },
  { name: `${valuesTable}_raw`, ddl: `(${columns}) ENGINE = MergeTree ORDER BY member_id` },
  { name: `${valuesTable}_next`, ddl: `(${columns}) ENGINE = MergeTree ORDER BY member_id` },
  {
    name: "value_runs",
    ddl: "(computed_at DateTime64(3, 'UTC'), as_of DateTime64(3, 'UTC'), versions String) ENGINE = MergeTree ORDER BY computed_at",
  },
  {
    name: "next_offers",
    ddl: "(member_id UUID, sku String, because String) ENGINE = MergeTree ORDER BY member_id",
  },
  {
    name: "item_neighbours",
    ddl: "(sku LowCardinality(String), neighbour LowCardinality(String), cosine Float32) ENGINE = MergeTree ORDER BY (sku, cosine)",
  },
];
