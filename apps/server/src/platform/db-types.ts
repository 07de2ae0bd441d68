// Generated from the migrated schema by tools/generate-db-types.ts. Do not edit.
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface AcquisitionCosts {
  /**
   * Minor units of the programme currency
   */
  amount: number;
  /**
   * Joining channel it was spent on; null = all of them
   */
  channel: string | null;
  /**
   * When it was entered
   */
  created_at: Generated<Timestamp>;
  /**
   * Who entered it
   */
  created_by: string;
  /**
   * Made by the demo
   */
  demo: Generated<boolean>;
  /**
   * UUIDv7; public form cst_<hex>
   */
  id: string;
  /**
   * First day of the month it belongs to
   */
  month: string;
  /**
   * For people
   */
  note: string | null;
  /**
   * ads, promotion, channel_fee, referral_reward, other
   */
  type: string;
  /**
   * When it was changed last
   */
  updated_at: Generated<Timestamp>;
  /**
   * Counts changes, against lost updates
   */
  version: Generated<number>;
}

export interface Adjustments {
  /**
   * Who did it
   */
  actor: string;
  /**
   * When it takes effect
   */
  at: Timestamp;
  /**
   * Of the member
   */
  bucket: number;
  /**
   * SHA-256 of the content
   */
  content_hash: Buffer;
  /**
   * Made by the demo
   */
  demo: Generated<boolean>;
  /**
   * import = an opening balance taken over from elsewhere
   */
  entry_kind: Generated<string>;
  /**
   * When the points given expire, where that was told
   */
  expires_at: Timestamp | null;
  /**
   * With source the business key, for ever
   */
  external_id: string;
  /**
   * UUIDv7; public form adj_<hex>
   */
  id: string;
  /**
   * The import that brought it
   */
  import_id: string | null;
  /**
   * The member
   */
  member_id: string;
  /**
   * The first answer: {entryIds, tierChanges, wallets}; null = booked before answers were kept
   */
  outcome: unknown | null;
  /**
   * Signed
   */
  points: number;
  /**
   * Why
   */
  reason: string;
  /**
   * When it was booked
   */
  recorded_at: Timestamp;
  /**
   * Where it comes from
   */
  source: string;
  /**
   * Transaction that wrote the row
   */
  txid: Generated<number>;
  /**
   * Wallet
   */
  wallet: string;
}

export interface ApiKeys {
  /**
   * When it was made
   */
  created_at: Generated<Timestamp>;
  /**
   * Actor who made it
   */
  created_by: string;
  /**
   * Last characters of the key, so that people can tell keys apart
   */
  hint: string;
  /**
   * Id of the key, safe to show
   */
  id: string;
  /**
   * Last use, to the minute
   */
  last_used_at: Timestamp | null;
  /**
   * What the key is for
   */
  name: string;
  /**
   * Void from this instant on
   */
  revoked_at: Timestamp | null;
  /**
   * Permissions the key has
   */
  scopes: string[];
  /**
   * SHA-256 of the key; the key itself is shown once and never stored
   */
  secret_hash: Buffer;
  /**
   * The one store the key speaks for; null for all
   */
  store_id: string | null;
}

export interface AuditLog {
  /**
   * What was done, such as staff.invited
   */
  action: string;
  /**
   * Id of the actor
   */
  actor_id: string;
  /**
   * A person, an API key, or the program itself
   */
  actor_kind: string;
  /**
   * Name of the actor at that time
   */
  actor_name: string;
  /**
   * What changed, as it became
   */
  after: unknown | null;
  /**
   * When it was done
   */
  at: Generated<Timestamp>;
  /**
   * What changed, as it was
   */
  before: unknown | null;
  /**
   * Id in order of time
   */
  id: string;
  /**
   * Why, in the words of the actor
   */
  reason: string | null;
  /**
   * Id of what it was done to
   */
  target: string;
}

export interface BreakageCurves {
  /**
   * By full months of age: [{month, spent, left, open}]
   */
  ages: unknown;
  /**
   * As of when
   */
  computed_at: Timestamp;
  /**
   * Of these, lots that have been spent or have died
   */
  lots_ended: number;
  /**
   * Lots it was drawn from
   */
  lots_seen: number;
  /**
   * Wallet of the programme
   */
  wallet: string;
}

export interface Budgets {
  /**
   * Budget of the programme
   */
  budget_id: string;
  /**
   * total, or the local period: 2026-03-01, 2026-W09, 2026-03, 2026
   */
  period: string;
  /**
   * Their cost in minor units
   */
  used_money: Generated<number>;
  /**
   * Points given, less what was taken back
   */
  used_points: Generated<number>;
}

export interface Dashboards {
  /**
   * When it was made
   */
  created_at: Generated<Timestamp>;
  /**
   * Who made it
   */
  created_by: string;
  /**
   * UUIDv7; public form dsh_<hex>
   */
  id: string;
  /**
   * For people
   */
  name: string;
  /**
   * Kept reports in order, with their width
   */
  tiles: Generated<unknown>;
  /**
   * When it was changed last
   */
  updated_at: Generated<Timestamp>;
  /**
   * Counts changes, against lost updates
   */
  version: Generated<number>;
}

export interface Entries {
  /**
   * Who caused it
   */
  actor: string;
  /**
   * Lots a debit drew on or a return went back to: [{lotId, amount}]
   */
  allocations: unknown | null;
  /**
   * Signed points; activate moves pending to available and leaves the sum
   */
  amount: number;
  /**
   * When a credit becomes spendable
   */
  available_at: Timestamp | null;
  /**
   * available + pending - arrears after this entry
   */
  balance_after: number;
  /**
   * Of the member
   */
  bucket: number;
  /**
   * What an earning took of budgets: [{key, points, money}]
   */
  budgets: unknown | null;
  /**
   * Made by the demo
   */
  demo: Generated<boolean>;
  /**
   * When it took effect
   */
  effective_at: Timestamp;
  /**
   * When a credit dies
   */
  expires_at: Timestamp | null;
  /**
   * The inputs that explain the number, as data
   */
  explanation: unknown;
  /**
   * The order, refund, adjustment, event, spend, hold, transfer, reversal or grant; a fact without a row for settle
   */
  fact_id: string;
  /**
   * What kind of fact made it
   */
  fact_kind: string;
  /**
   * SHA-256 of the hash before and the canonical text of this row; null = booked before there were chains
   */
  hash: Buffer | null;
  /**
   * UUIDv7; public form ent_<hex>; ids of one member rise in the order of booking
   */
  id: string;
  /**
   * What happened
   */
  kind: string;
  /**
   * The lot a credit opened
   */
  lot_id: string | null;
  /**
   * The member
   */
  member_id: string;
  /**
   * The order it belongs to, also for claw-backs and returns; null for what other facts and occasions gave
   */
  order_id: string | null;
  /**
   * Share of each order line: [{lineNo, amount}]
   */
  per_line: unknown | null;
  /**
   * Version that decided
   */
  programme_version: number;
  /**
   * When it was booked
   */
  recorded_at: Timestamp;
  /**
   * The earn entry a revoke takes back, the spend entry a return gives back
   */
  related_entry_id: string | null;
  /**
   * Earning rule
   */
  rule_id: string | null;
  /**
   * Place in the member's chain: 1, 2, 3 ...; null = booked before there were chains
   */
  seq: number | null;
  /**
   * Transaction that wrote the row, for the lens
   */
  txid: Generated<number>;
  /**
   * Wallet of the programme
   */
  wallet: string;
}

export interface Events {
  /**
   * Who sent it
   */
  actor: string;
  /**
   * Who did it, where no member is known
   */
  anonymous_id: string | null;
  /**
   * When it happened
   */
  at: Timestamp;
  /**
   * Last byte of id; the member's bucket when the member is known
   */
  bucket: number;
  /**
   * web, app, pos ...
   */
  channel: string | null;
  /**
   * SHA-256 of the content
   */
  content_hash: Buffer;
  /**
   * Made by the demo
   */
  demo: Generated<boolean>;
  /**
   * With source the business key, for ever
   */
  external_id: string;
  /**
   * UUIDv7; public form evt_<hex>
   */
  id: string;
  /**
   * The import that brought it
   */
  import_id: string | null;
  /**
   * null = nobody known did it
   */
  member_id: string | null;
  /**
   * The order it is about, where it names one of the member's
   */
  order_id: string | null;
  /**
   * The first answer: {entryIds, tierChanges, wallets}
   */
  outcome: unknown;
  /**
   * Version that decided
   */
  programme_version: number;
  /**
   * What conditions may read: text, numbers, booleans by name
   */
  properties: unknown;
  /**
   * When we were told
   */
  recorded_at: Timestamp;
  /**
   * Where it comes from
   */
  source: string;
  /**
   * Store, where one is named
   */
  store_id: string | null;
  /**
   * Transaction that wrote the row, for the lens
   */
  txid: Generated<number>;
  /**
   * What happened, as rules, wallets and ladders name it
   */
  type: string;
}

export interface Goals {
  /**
   * Only this channel; null = all
   */
  channel: string | null;
  /**
   * When it was set
   */
  created_at: Generated<Timestamp>;
  /**
   * Who set it
   */
  created_by: string;
  /**
   * Last day, included
   */
  ends_on: string;
  /**
   * UUIDv7; public form gol_<hex>
   */
  id: string;
  /**
   * Id of the metric in the registry
   */
  metric: string;
  /**
   * For people
   */
  note: string | null;
  /**
   * First day, in the programme's zone
   */
  starts_on: string;
  /**
   * Only this store; null = all
   */
  store_id: string | null;
  /**
   * In the metric's unit: minor units, shares, counts
   */
  target: number;
  /**
   * When it was changed last
   */
  updated_at: Generated<Timestamp>;
  /**
   * Counts changes, against lost updates
   */
  version: Generated<number>;
}

export interface Holds {
  /**
   * Who asked for it
   */
  actor: string;
  /**
   * Lots the points came from: [{lotId, amount}]
   */
  allocations: unknown;
  /**
   * When it began
   */
  at: Timestamp;
  /**
   * Of the member
   */
  bucket: number;
  /**
   * When it was committed, released or timed out
   */
  closed_at: Timestamp | null;
  /**
   * The first answer of the commit or release: {points, entryIds, tierChanges, wallets}
   */
  closing: unknown | null;
  /**
   * Of points, those that were spent
   */
  committed: Generated<number>;
  /**
   * SHA-256 of the content
   */
  content_hash: Buffer;
  /**
   * Made by the demo
   */
  demo: Generated<boolean>;
  /**
   * Given back from then on (exclusive)
   */
  expires_at: Timestamp;
  /**
   * With source the business key, for ever
   */
  external_id: string | null;
  /**
   * UUIDv7; public form hld_<hex>
   */
  id: string;
  /**
   * The member
   */
  member_id: string;
  /**
   * The order that spent it
   */
  order_id: string | null;
  /**
   * The answer of the opening: {entryIds, tierChanges, wallets}
   */
  outcome: unknown;
  /**
   * Points reserved
   */
  points: number;
  /**
   * Version that decided
   */
  programme_version: number;
  /**
   * When it was booked
   */
  recorded_at: Timestamp;
  /**
   * What the caller calls it: an order being prepared, a table
   */
  reference: string;
  /**
   * Where it comes from, when the caller gave a business key
   */
  source: string | null;
  /**
   * As booked; a hold past expires_at is over by time, whether or not that is booked yet
   */
  status: string;
  /**
   * Transaction that last wrote the row, for the lens
   */
  txid: Generated<number>;
  /**
   * Wallet of the programme
   */
  wallet: string;
}

export interface HouseholdMembers {
  /**
   * Of the member
   */
  bucket: number;
  /**
   * The household
   */
  household_id: string;
  /**
   * Since when
   */
  joined_at: Timestamp;
  /**
   * The member
   */
  member_id: string;
}

export interface Households {
  /**
   * When it was made
   */
  created_at: Timestamp;
  /**
   * UUIDv7; public form hsh_<hex>
   */
  id: string;
  /**
   * As its members call it
   */
  name: string;
  /**
   * Bucket of the owner
   */
  owner_bucket: number;
  /**
   * The member who answers for it; always one of its members
   */
  owner_id: string;
}

export interface Imports {
  /**
   * Where to go on after a stop
   */
  checkpoint: Generated<unknown>;
  /**
   * When it was asked for
   */
  created_at: Generated<Timestamp>;
  /**
   * Actor
   */
  created_by: string;
  /**
   * Part of the demo
   */
  demo: Generated<boolean>;
  /**
   * Demo only: when the till was told what no file of orders tells; null = not yet
   */
  demo_told_at: Timestamp | null;
  /**
   * utf-8 or gbk, as detected
   */
  encoding: string | null;
  /**
   * Why it failed
   */
  error: string | null;
  /**
   * Path of the file with refused rows
   */
  error_file: string | null;
  /**
   * Size
   */
  file_bytes: number;
  /**
   * SHA-256, once known
   */
  file_hash: string | null;
  /**
   * Name as uploaded
   */
  file_name: string;
  /**
   * Path under the data directory
   */
  file_path: string;
  /**
   * When it ended
   */
  finished_at: Timestamp | null;
  /**
   * UUIDv7; public form imp_<hex>
   */
  id: string;
  /**
   * What the file holds
   */
  kind: string;
  /**
   * Column mapping used
   */
  mapping: string;
  /**
   * What the starter asked for
   */
  options: Generated<unknown>;
  /**
   * Rows taken in (or already there)
   */
  rows_accepted: Generated<number>;
  /**
   * Rows seen
   */
  rows_read: Generated<number>;
  /**
   * Rows in the error file
   */
  rows_refused: Generated<number>;
  /**
   * Rows left out for a stated reason
   */
  rows_skipped: Generated<number>;
  /**
   * The source its orders get; part of their business key
   */
  source: string;
  /**
   * When it began
   */
  started_at: Timestamp | null;
  /**
   * Where it stands
   */
  status: string;
  /**
   * Lines, invoices, customers, money; counts by reason
   */
  totals: Generated<unknown>;
}

export interface IntegrityRuns {
  /**
   * Of 256
   */
  buckets_done: Generated<number>;
  /**
   * Members whose books were checked
   */
  checked: Generated<number>;
  /**
   * Lines whose place in the chain was checked
   */
  entries: Generated<number>;
  /**
   * Why it failed
   */
  error: string | null;
  /**
   * Findings in all
   */
  finding_count: Generated<number>;
  /**
   * The first two hundred
   */
  findings: Generated<unknown>;
  /**
   * When it ended
   */
  finished_at: Timestamp | null;
  /**
   * UUIDv7; public form itr_<hex>
   */
  id: string;
  /**
   * Last sign of life; a running one without it for minutes was cut off
   */
  seen_at: Timestamp;
  /**
   * When it began
   */
  started_at: Timestamp;
  /**
   * Who asked for it
   */
  started_by: string;
  /**
   * Where it stands
   */
  status: string;
  /**
   * The nightly job, somebody in the console or the API, or the command line
   */
  trigger: string;
  /**
   * Lines from before the chain was kept
   */
  unchained: Generated<number>;
}

export interface LensEntries {
  allocations: string | null;
  amount: number | null;
  available_at: Timestamp | null;
  bucket: number | null;
  demo: boolean | null;
  effective_at: Timestamp | null;
  expires_at: Timestamp | null;
  fact_kind: string | null;
  id: string | null;
  kind: string | null;
  lot_id: string | null;
  member_id: string | null;
  order_id: string | null;
  recorded_at: Timestamp | null;
  rule_id: string | null;
  txid: number | null;
  wallet: string | null;
}

export interface LensEvents {
  at: Timestamp | null;
  bucket: number | null;
  channel: string | null;
  demo: boolean | null;
  id: string | null;
  member_id: string | null;
  properties: string | null;
  recorded_at: Timestamp | null;
  source: string | null;
  store_id: string | null;
  txid: number | null;
  type: string | null;
}

export interface LensMemberConsents {
  at: Timestamp | null;
  bucket: number | null;
  granted: boolean | null;
  id: string | null;
  member_id: string | null;
  purpose: string | null;
  txid: number | null;
}

export interface LensMemberLayers {
  at_risk: number | null;
  bucket: number | null;
  churn: string | null;
  consumption: string | null;
  day: string | null;
  member_id: string | null;
  potential: string | null;
  txid: number | null;
}

export interface LensMemberPastStates {
  attributes: string | null;
  birthday: string | null;
  bucket: number | null;
  gender: string | null;
  id: string | null;
  kind: string | null;
  member_id: string | null;
  status: string | null;
  tags: string | null;
  txid: number | null;
  until: Timestamp | null;
  zone: string | null;
}

export interface LensMembers {
  attributes: string | null;
  birthday: string | null;
  bucket: number | null;
  consents: string | null;
  demo: boolean | null;
  gender: string | null;
  id: string | null;
  joined_at: Timestamp | null;
  kind: string | null;
  refusals: string | null;
  source_campaign: string | null;
  source_channel: string | null;
  source_store: string | null;
  stage: string | null;
  stage_since: Timestamp | null;
  status: string | null;
  tags: string | null;
  txid: number | null;
  zone: string | null;
}

export interface LensMemberTiers {
  bucket: number | null;
  ladder: string | null;
  member_id: string | null;
  since: Timestamp | null;
  tier: string | null;
  txid: number | null;
  until: Timestamp | null;
}

export interface LensOrders {
  bucket: number | null;
  channel: string | null;
  complete_refund: boolean | null;
  currency: string | null;
  demo: boolean | null;
  discount: number | null;
  gross: number | null;
  id: string | null;
  lines: string | null;
  member_id: string | null;
  net: number | null;
  placed_at: Timestamp | null;
  points_paid: number | null;
  recorded_at: Timestamp | null;
  refunded: number | null;
  source: string | null;
  store_id: string | null;
  txid: number | null;
}

export interface LensRefunds {
  amount: number | null;
  bucket: number | null;
  currency: string | null;
  demo: boolean | null;
  id: string | null;
  lines: string | null;
  member_id: string | null;
  order_id: string | null;
  recorded_at: Timestamp | null;
  refunded_at: Timestamp | null;
  store_id: string | null;
  txid: number | null;
}

export interface LensStageChanges {
  bucket: number | null;
  demo: boolean | null;
  from_stage: string | null;
  id: string | null;
  member_id: string | null;
  recorded_at: Timestamp | null;
  since: Timestamp | null;
  to_stage: string | null;
  txid: number | null;
}

export interface LensStores {
  city: string | null;
  id: string | null;
  latitude: number | null;
  longitude: number | null;
  name: string | null;
}

export interface LensTierChanges {
  bucket: number | null;
  demo: boolean | null;
  from_tier: string | null;
  id: string | null;
  ladder: string | null;
  member_id: string | null;
  reason: string | null;
  recorded_at: Timestamp | null;
  since: Timestamp | null;
  to_tier: string | null;
  txid: number | null;
  until: Timestamp | null;
}

export interface LiabilityDays {
  /**
   * Sum of the signed points
   */
  amount: number;
  /**
   * Local day of the programme's zone on which they took effect; what lapses at midnight lapsed on the day that ends
   */
  day: string;
  /**
   * Number of lines
   */
  entries: number;
  /**
   * Kind of line
   */
  kind: string;
  /**
   * Of amount, what facts brought that were recorded after the month of the day had ended
   */
  late_amount: number;
  /**
   * The latest of these was recorded then
   */
  late_at: Timestamp | null;
  /**
   * Of entries, those recorded after the month of the day had ended
   */
  late_entries: number;
  /**
   * Wallet of the programme
   */
  wallet: string;
}

export interface LiabilityMark {
  /**
   * When the sums were last brought forward
   */
  folded_at: Timestamp | null;
  /**
   * Keeps it one row
   */
  one: Generated<boolean>;
  /**
   * Lines of transactions below this are in the sums, those from it on are not
   */
  txid: number;
  /**
   * Zone whose days the sums follow; when the programme's differs they are made anew
   */
  zone: string | null;
}

export interface Lots {
  /**
   * Whether activation is booked in the account
   */
  activated: boolean;
  /**
   * Spendable from
   */
  active_from: Timestamp;
  /**
   * Points credited
   */
  amount: number;
  /**
   * Not activated before an event of this type; active_from is then the latest instant
   */
  awaits: string | null;
  /**
   * Of the member
   */
  bucket: number;
  /**
   * Cancelled, not activated, when active_from comes without the event
   */
  cancelled_unless_awaited: Generated<boolean>;
  /**
   * Made by the demo
   */
  demo: Generated<boolean>;
  /**
   * Spendable until (exclusive); null = never expires
   */
  expires_at: Timestamp | null;
  /**
   * The fact that opened it
   */
  fact_id: string;
  /**
   * The id of the entry that opened it; public form lot_<hex>
   */
  id: string;
  /**
   * Points of the lot that expired unspent, less what a later refund set off against them
   */
  lapsed: Generated<number>;
  /**
   * The member
   */
  member_id: string;
  /**
   * The order whose points wait; an awaited event may name it
   */
  order_id: string | null;
  /**
   * Points not yet spent, expired or clawed back
   */
  remaining: number;
  /**
   * Wallet of the programme
   */
  wallet: string;
}

export interface MemberAccounts {
  /**
   * Of the member
   */
  bucket: number;
  /**
   * The member
   */
  member_id: string;
  /**
   * Earliest instant at which time alone changes something (lot, tier)
   */
  next_due_at: Timestamp | null;
  /**
   * AccountState of the engine; json, not jsonb: the till reads and writes it whole
   */
  state: unknown;
}

export interface MemberConsents {
  /**
   * When the member said so
   */
  at: Timestamp;
  /**
   * Of the member
   */
  bucket: number;
  /**
   * Given or withdrawn
   */
  granted: boolean;
  /**
   * UUIDv7
   */
  id: string;
  /**
   * The member
   */
  member_id: string;
  /**
   * What was agreed to
   */
  purpose: string;
  /**
   * When it was written
   */
  recorded_at: Generated<Timestamp>;
  /**
   * Version of the text shown
   */
  text_version: string;
  /**
   * Transaction that wrote the row, for the lens
   */
  txid: Generated<number>;
}

export interface MemberIdentities {
  /**
   * Of the owner
   */
  bucket: number;
  /**
   * When it was claimed
   */
  created_at: Generated<Timestamp>;
  /**
   * What the value is
   */
  kind: string;
  /**
   * The owner
   */
  member_id: string;
  /**
   * Normalised value
   */
  value: string;
}

export interface MemberLayers {
  /**
   * Whether the chance passed the threshold in force
   */
  at_risk: boolean;
  /**
   * Bucket of the member
   */
  bucket: number;
  /**
   * Band of the chance to stay away; null = cannot be told
   */
  churn: string | null;
  /**
   * Kind of spending; null = cannot be told
   */
  consumption: string | null;
  /**
   * Local day of the programme from which they held; the last run of a day counts
   */
  day: string;
  /**
   * Whose layers these are
   */
  member_id: string;
  /**
   * Layer of value to come; null = cannot be told
   */
  potential: string | null;
  /**
   * Transaction that wrote the row, for the lens
   */
  txid: Generated<number>;
}

export interface MemberPastStates {
  /**
   * Attributes until then
   */
  attributes: unknown;
  /**
   * Birthday until then
   */
  birthday: string | null;
  /**
   * Bucket of the member
   */
  bucket: number;
  /**
   * Belongs to a member of the demo
   */
  demo: Generated<boolean>;
  /**
   * Gender until then
   */
  gender: string | null;
  /**
   * Row id
   */
  id: Generated<string>;
  /**
   * Kind until then
   */
  kind: string;
  /**
   * Whose state it was
   */
  member_id: string;
  /**
   * When it was written
   */
  recorded_at: Generated<Timestamp>;
  /**
   * Status until then
   */
  status: string;
  /**
   * Tags until then
   */
  tags: string[];
  /**
   * Transaction that wrote the row, for the lens
   */
  txid: Generated<number>;
  /**
   * When it was changed to something else
   */
  until: Timestamp;
  /**
   * Own time zone until then
   */
  zone: string | null;
}

export interface Members {
  /**
   * Merchant attributes
   */
  attributes: Generated<unknown>;
  /**
   * Local date
   */
  birthday: string | null;
  /**
   * Last byte of id
   */
  bucket: number;
  /**
   * When the row was made
   */
  created_at: Generated<Timestamp>;
  /**
   * Made by the demo; removed with it
   */
  demo: Generated<boolean>;
  /**
   * Lower case; copy of the identity row, for lists
   */
  email: string | null;
  /**
   * The merchant's own id; copy of the identity row
   */
  external_id: string | null;
  /**
   * As declared
   */
  gender: string | null;
  /**
   * UUIDv7; public form mbr_<hex>
   */
  id: string;
  /**
   * The import that made the row
   */
  import_id: string | null;
  /**
   * When they joined; may lie before created_at
   */
  joined_at: Timestamp;
  /**
   * person, company or partner
   */
  kind: Generated<string>;
  /**
   * Number on the card, unique (member_identities)
   */
  member_no: string;
  /**
   * The member this one was merged into
   */
  merged_into: string | null;
  /**
   * Name as given
   */
  name: string | null;
  /**
   * E.164; copy of the identity row, for lists
   */
  phone: string | null;
  /**
   * How they came: channel, storeId, campaign, referralCode
   */
  source: Generated<unknown>;
  /**
   * Life-cycle stage at the last lens run
   */
  stage: string | null;
  /**
   * When that stage began
   */
  stage_since: Timestamp | null;
  /**
   * active, frozen, cancelled, merged or erased
   */
  status: Generated<string>;
  /**
   * Tags set by hand
   */
  tags: Generated<string[]>;
  /**
   * Transaction that last wrote the row, for the lens
   */
  txid: Generated<number>;
  /**
   * When the row last changed
   */
  updated_at: Generated<Timestamp>;
  /**
   * Counts up at each change
   */
  version: Generated<number>;
  /**
   * IANA zone of the member, null = the programme's
   */
  zone: string | null;
}

export interface MemberTiers {
  /**
   * Of the member
   */
  bucket: number;
  /**
   * Ladder of the programme
   */
  ladder: string;
  /**
   * The member
   */
  member_id: string;
  /**
   * When it began
   */
  since: Timestamp;
  /**
   * Tier of the ladder
   */
  tier: string;
  /**
   * Transaction that last wrote the row, for the lens
   */
  txid: Generated<number>;
  /**
   * When it is looked at again; null = for ever
   */
  until: Timestamp | null;
}

export interface ModelVersions {
  /**
   * How good it is and why it was chosen
   */
  card: unknown;
  /**
   * What it predicts
   */
  kind: string;
  /**
   * Which model, such as mbgNbd or stack
   */
  method: string;
  /**
   * All that is needed to score with it
   */
  params: unknown;
  /**
   * Members (or rows) it was fitted on
   */
  rows: number;
  /**
   * When it was fitted
   */
  trained_at: Timestamp;
  /**
   * First day of the data
   */
  trained_from: string | null;
  /**
   * Last day of the data
   */
  trained_to: string | null;
  /**
   * Counts from 1 in each kind
   */
  version: number;
}

export interface OrderMoves {
  /**
   * Bucket in the order's id
   */
  bucket: number;
  /**
   * When it was claimed
   */
  moved_at: Generated<Timestamp>;
  /**
   * The order
   */
  order_id: string;
  /**
   * Bucket it lives in now: its member's
   */
  to_bucket: number;
}

export interface Orders {
  /**
   * Who sent it
   */
  actor: string;
  /**
   * Last byte of id; the member's bucket when the member is known
   */
  bucket: number;
  /**
   * pos, web, mini-program ...
   */
  channel: string | null;
  /**
   * Nothing of the order is left
   */
  complete_refund: Generated<boolean>;
  /**
   * SHA-256 of the content, to tell a repeat from a different order under the same number
   */
  content_hash: Buffer;
  /**
   * ISO 4217
   */
  currency: string;
  /**
   * Made by the demo
   */
  demo: Generated<boolean>;
  /**
   * Minor units off
   */
  discount: number;
  /**
   * Receipt number; with source the business key, for ever
   */
  external_id: string;
  /**
   * Minor units before discounts
   */
  gross: number;
  /**
   * UUIDv7; public form ord_<hex>
   */
  id: string;
  /**
   * The import that brought it
   */
  import_id: string | null;
  /**
   * Array of {lineNo, sku, name, category, quantity, unitPrice, discount, net, refundedQuantity, refundedAmount}
   */
  lines: unknown;
  /**
   * null = guest order, may be claimed
   */
  member_id: string | null;
  /**
   * gross - discount - points_paid
   */
  net: number;
  /**
   * What the till answered beside the entries: tier changes, wallets
   */
  outcome: unknown | null;
  /**
   * When the customer bought
   */
  placed_at: Timestamp;
  /**
   * Minor units paid with points
   */
  points_paid: Generated<number>;
  /**
   * Version that decided
   */
  programme_version: number;
  /**
   * When we were told
   */
  recorded_at: Timestamp;
  /**
   * Minor units given back so far
   */
  refunded: Generated<number>;
  /**
   * Where it comes from: till, shop, import
   */
  source: string;
  /**
   * Store, as named by the source
   */
  store_id: string | null;
  /**
   * How the money was paid, as far as told: [{kind, amount}]
   */
  tenders: unknown | null;
  /**
   * Transaction that last wrote the row, for the lens
   */
  txid: Generated<number>;
}

export interface Outbox {
  /**
   * When the transaction began
   */
  created_at: Generated<Timestamp>;
  /**
   * Id of the event, unique for ever; handlers use it against doubles
   */
  id: Generated<number>;
  /**
   * What it is about, such as a member id
   */
  key: string;
  /**
   * What happened
   */
  payload: unknown;
  /**
   * Name of the event, such as order.recorded
   */
  topic: string;
  /**
   * Transaction that wrote it; readers stay behind the oldest running one, so that none is skipped
   */
  txid: Generated<number>;
}

export interface OutboxCursors {
  /**
   * Last event handled
   */
  event_id: Generated<number>;
  /**
   * Failures in a row of the next event
   */
  failures: Generated<number>;
  /**
   * Name of the handler
   */
  handler: string;
  /**
   * What the last failure said
   */
  last_error: string | null;
  /**
   * Not tried again before this instant
   */
  retry_at: Timestamp | null;
  /**
   * Event it listens to
   */
  topic: string;
  /**
   * Transaction of the last event handled
   */
  txid: Generated<number>;
  /**
   * When it last moved
   */
  updated_at: Generated<Timestamp>;
}

export interface ProgrammeDraft {
  /**
   * The published version it started from
   */
  based_on: number | null;
  /**
   * The programme as edited; may be incomplete
   */
  document: unknown;
  /**
   * Counts up at each save; a save names the revision it read
   */
  revision: Generated<number>;
  /**
   * Only one row
   */
  singleton: Generated<boolean>;
  /**
   * When it was last saved
   */
  updated_at: Generated<Timestamp>;
  /**
   * Actor of the last save
   */
  updated_by: string;
}

export interface ProgrammeVersions {
  /**
   * When it came into force
   */
  activated_at: Timestamp | null;
  /**
   * The version the draft started from
   */
  based_on: number | null;
  /**
   * When publishing began
   */
  created_at: Generated<Timestamp>;
  /**
   * The whole programme as JSON (engine: programmeSchema)
   */
  document: unknown;
  /**
   * Why activation failed
   */
  error: string | null;
  /**
   * Accounts whose leaves have been filled so far
   */
  filled: Generated<number>;
  /**
   * What the publisher wrote
   */
  note: string | null;
  /**
   * Actor
   */
  published_by: string;
  /**
   * activating: leaves are being filled from history; scheduled: waits for valid_from; published: in force; superseded; failed; cancelled: taken back before its day
   */
  status: string;
  /**
   * When it comes into force
   */
  valid_from: Timestamp;
  /**
   * Counts up from 1; every ledger entry names the version that made it
   */
  version: number;
}

export interface Refunds {
  /**
   * Who sent it
   */
  actor: string;
  /**
   * Minor units given back
   */
  amount: number;
  /**
   * Of the order
   */
  bucket: number;
  /**
   * SHA-256 of the content
   */
  content_hash: Buffer;
  /**
   * Made by the demo
   */
  demo: Generated<boolean>;
  /**
   * With source the business key, for ever
   */
  external_id: string;
  /**
   * UUIDv7; public form rfd_<hex>
   */
  id: string;
  /**
   * The import that brought it
   */
  import_id: string | null;
  /**
   * Array of {lineNo, quantity, amount}
   */
  lines: unknown;
  /**
   * The order's member
   */
  member_id: string | null;
  /**
   * The order
   */
  order_id: string;
  /**
   * Clawed back, returned, arrears
   */
  outcome: unknown;
  /**
   * Version that decided
   */
  programme_version: number;
  /**
   * As told
   */
  reason: string | null;
  /**
   * When we were told
   */
  recorded_at: Timestamp;
  /**
   * When the customer got the money back
   */
  refunded_at: Timestamp;
  /**
   * Where it comes from
   */
  source: string;
  /**
   * Transaction that wrote the row, for the lens
   */
  txid: Generated<number>;
}

export interface RegularsMigrations {
  /**
   * When it was applied
   */
  applied_at: Generated<Timestamp>;
  /**
   * SHA-256 of the file as applied
   */
  checksum: string;
  /**
   * File name
   */
  name: string;
}

export interface RequestKeys {
  /**
   * Who sent it; keys of different callers never meet
   */
  actor_id: string;
  /**
   * SHA-256 of the body
   */
  body_hash: Buffer;
  /**
   * When the first request came
   */
  created_at: Generated<Timestamp>;
  /**
   * The Idempotency-Key header
   */
  key: string;
  /**
   * Until then nobody else may try the same request; after a crash the lock runs out
   */
  locked_until: Timestamp;
  /**
   * Body of the first answer
   */
  response: string | null;
  /**
   * Method and path, because one key means one request
   */
  route: string;
  /**
   * HTTP status of the first answer; null while it is being worked out
   */
  status: number | null;
}

export interface Reversals {
  /**
   * Who did it
   */
  actor: string;
  /**
   * When it took effect
   */
  at: Timestamp;
  /**
   * Of the member
   */
  bucket: number;
  /**
   * SHA-256 of the content
   */
  content_hash: Buffer;
  /**
   * Made by the demo
   */
  demo: Generated<boolean>;
  /**
   * The entry taken back; the business key, for ever
   */
  entry_id: string;
  /**
   * UUIDv7; public form rev_<hex>; the entries of one transfer are taken back together and share it
   */
  id: string;
  /**
   * The member
   */
  member_id: string;
  /**
   * The first answer: {entryIds, tierChanges, wallets, counterpart: {memberId, entryIds, wallets}}
   */
  outcome: unknown;
  /**
   * Version that decided
   */
  programme_version: number;
  /**
   * Why
   */
  reason: string;
  /**
   * When it was booked
   */
  recorded_at: Timestamp;
  /**
   * Transaction that wrote the row, for the lens
   */
  txid: Generated<number>;
}

export interface SavedReports {
  /**
   * When it was kept
   */
  created_at: Generated<Timestamp>;
  /**
   * Who kept it
   */
  created_by: string;
  /**
   * UUIDv7; public form rep_<hex>
   */
  id: string;
  /**
   * For people
   */
  name: string;
  /**
   * Measures, dimensions, filter, span and chart
   */
  question: unknown;
  /**
   * When it was changed last
   */
  updated_at: Generated<Timestamp>;
  /**
   * Counts changes, against lost updates
   */
  version: Generated<number>;
}

export interface ScoreHistory {
  /**
   * Members whose chance passed the threshold in force
   */
  at_risk: number;
  /**
   * Mean chance of staying away for the horizon
   */
  churn: number | null;
  /**
   * Mean value to come, minor units
   */
  clv: number | null;
  /**
   * Local day of the programme
   */
  day: string;
  /**
   * Members by RFM group
   */
  groups: Generated<unknown>;
  /**
   * Mean health index, 0 to 100
   */
  health: number | null;
  /**
   * The last run of the day
   */
  run_id: string;
  /**
   * Members with orders
   */
  scored: number;
}

export interface ScoreRuns {
  /**
   * When it ended
   */
  ended_at: Timestamp | null;
  /**
   * What went wrong
   */
  error: string | null;
  /**
   * UUIDv7; public form scr_<hex>
   */
  id: string;
  /**
   * Members scored
   */
  members: number | null;
  /**
   * Per model: version, or why there is none
   */
  outcome: unknown | null;
  /**
   * 0 to 1
   */
  progress: Generated<number>;
  /**
   * Why it runs
   */
  reason: string;
  /**
   * When it was asked for
   */
  requested_at: Generated<Timestamp>;
  /**
   * Who asked
   */
  requested_by: string;
  /**
   * When it began
   */
  started_at: Timestamp | null;
  /**
   * queued, running, done, failed, cancelled; one at a time is queued or running
   */
  status: string;
  /**
   * What it is at
   */
  step: string | null;
}

export interface Settings {
  /**
   * Name, such as organisation.name
   */
  key: string;
  /**
   * When it last changed
   */
  updated_at: Generated<Timestamp>;
  /**
   * Actor who last changed it
   */
  updated_by: string | null;
  /**
   * Its value
   */
  value: unknown;
}

export interface SimulationMembers {
  /**
   * Of the member
   */
  bucket: number;
  /**
   * Points to spend, simulated less actual
   */
  delta: number;
  /**
   * The member; no foreign key, a member erased since is left out when read
   */
  member_id: string;
  /**
   * 1 = the greatest difference
   */
  rank: number;
  /**
   * Points and tiers as they were and as simulated
   */
  sides: unknown;
  /**
   * The run
   */
  simulation_id: string;
}

export interface SimulationParts {
  /**
   * First bucket of the part; it spans simulations.bucket_span of them
   */
  bucket: number;
  /**
   * 1: with budgets open; 2: with those closed that ran out
   */
  pass: number;
  /**
   * The run
   */
  simulation_id: string;
  /**
   * Sums over them; adding up all buckets gives the result
   */
  tally: unknown;
}

export interface Simulations {
  /**
   * Buckets of one part of the work; null before it began
   */
  bucket_span: number | null;
  /**
   * What the first pass found out about budgets, and when they were used up; null before it ended
   */
  closings: unknown | null;
  /**
   * A second document, replayed over the same history
   */
  compare: unknown | null;
  /**
   * Where the second document came from
   */
  compare_kind: string | null;
  /**
   * As programme_version
   */
  compare_version: number | null;
  /**
   * When it was asked for
   */
  created_at: Timestamp;
  /**
   * Actor
   */
  created_by: string;
  /**
   * Why it failed: a code
   */
  error: string | null;
  /**
   * When it ended
   */
  finished_at: Timestamp | null;
  /**
   * UUIDv7; public form sim_<hex>
   */
  id: string;
  /**
   * Facts recorded later are not looked at, so that a run that goes on sees what it saw before
   */
  known_at: Timestamp;
  /**
   * What its maker called it
   */
  name: string | null;
  /**
   * The document replayed, with every default filled in
   */
  programme: unknown;
  /**
   * Where the document came from
   */
  programme_kind: string;
  /**
   * The version it is, or that the draft started from
   */
  programme_version: number | null;
  /**
   * Members and facts done, rate and time left
   */
  progress: Generated<unknown>;
  /**
   * In force when it was asked for; prices what really happened
   */
  published_version: number;
  /**
   * The answer; null until finished
   */
  result: unknown | null;
  /**
   * Condition: only members for whom it held at span_from
   */
  segment: unknown | null;
  /**
   * First instant of the span
   */
  span_from: Timestamp;
  /**
   * Its end, exclusive
   */
  span_to: Timestamp;
  /**
   * When it began
   */
  started_at: Timestamp | null;
  /**
   * Where it stands
   */
  status: string;
}

export interface Spends {
  /**
   * Who sent it
   */
  actor: string;
  /**
   * When it took effect
   */
  at: Timestamp;
  /**
   * Of the member
   */
  bucket: number;
  /**
   * SHA-256 of the content
   */
  content_hash: Buffer;
  /**
   * Made by the demo
   */
  demo: Generated<boolean>;
  /**
   * With source the business key, for ever
   */
  external_id: string;
  /**
   * UUIDv7; public form spd_<hex>
   */
  id: string;
  /**
   * The member
   */
  member_id: string;
  /**
   * The first answer: {entryIds, tierChanges, wallets}
   */
  outcome: unknown;
  /**
   * Points spent
   */
  points: number;
  /**
   * Version that decided
   */
  programme_version: number;
  /**
   * What for
   */
  reason: string;
  /**
   * When it was booked
   */
  recorded_at: Timestamp;
  /**
   * Where it comes from
   */
  source: string;
  /**
   * Transaction that wrote the row, for the lens
   */
  txid: Generated<number>;
  /**
   * Wallet of the programme
   */
  wallet: string;
}

export interface StaffAccounts {
  /**
   * Token of the provider
   */
  access_token: string | null;
  /**
   * End of the access token
   */
  access_token_expires_at: Timestamp | null;
  /**
   * Id of the person at the provider
   */
  account_id: string;
  /**
   * When it was added
   */
  created_at: Generated<Timestamp>;
  /**
   * Opaque id
   */
  id: string;
  /**
   * Token of the provider
   */
  id_token: string | null;
  /**
   * Salted scrypt hash of the password
   */
  password: string | null;
  /**
   * credential for a password, else the name of the provider
   */
  provider_id: string;
  /**
   * Token of the provider
   */
  refresh_token: string | null;
  /**
   * End of the refresh token
   */
  refresh_token_expires_at: Timestamp | null;
  /**
   * What the provider granted
   */
  scope: string | null;
  /**
   * When it last changed
   */
  updated_at: Generated<Timestamp>;
  /**
   * Whose way to sign in it is
   */
  user_id: string;
}

export interface StaffInvitations {
  /**
   * When it was used; a link is used once
   */
  accepted_at: Timestamp | null;
  /**
   * The account that came of it
   */
  accepted_by: string | null;
  /**
   * When the link was made
   */
  created_at: Generated<Timestamp>;
  /**
   * Address the invitation is for; null lets the person choose
   */
  email: string | null;
  /**
   * The link is void from this instant on
   */
  expires_at: Timestamp;
  /**
   * Id of the invitation
   */
  id: string;
  /**
   * Actor who invited
   */
  invited_by: string;
  /**
   * Role the person will have
   */
  role: string;
  /**
   * Store a clerk will work in
   */
  store_id: string | null;
  /**
   * SHA-256 of the secret in the link; the secret itself is never stored
   */
  token_hash: Buffer;
}

export interface StaffRateLimits {
  /**
   * Attempts within the window
   */
  count: number;
  /**
   * Opaque id
   */
  id: string;
  /**
   * Address and path
   */
  key: string;
  /**
   * Milliseconds since 1970 of the last attempt
   */
  last_request: number;
}

export interface StaffSessions {
  /**
   * When the person signed in
   */
  created_at: Generated<Timestamp>;
  /**
   * The session is void from this instant on
   */
  expires_at: Timestamp;
  /**
   * Opaque id
   */
  id: string;
  /**
   * Address the person signed in from
   */
  ip_address: string | null;
  /**
   * Random secret that the signed cookie carries
   */
  token: string;
  /**
   * When the session was last prolonged
   */
  updated_at: Generated<Timestamp>;
  /**
   * Browser the person signed in with
   */
  user_agent: string | null;
  /**
   * Whose session it is
   */
  user_id: string;
}

export interface StaffUsers {
  /**
   * When the account was made
   */
  created_at: Generated<Timestamp>;
  /**
   * True when access was withdrawn; the row stays because the audit log names it
   */
  disabled: Generated<boolean>;
  /**
   * Sign-in name, lower case
   */
  email: string;
  /**
   * True once the address was proved; a one-time link proves it
   */
  email_verified: Generated<boolean>;
  /**
   * Opaque id made by better-auth
   */
  id: string;
  /**
   * Address of a picture, if any
   */
  image: string | null;
  /**
   * Language of the console for this person; null follows the organisation
   */
  locale: string | null;
  /**
   * Name colleagues read
   */
  name: string;
  /**
   * What the person may do
   */
  role: Generated<string>;
  /**
   * The one store a clerk works in; null for all stores
   */
  store_id: string | null;
  /**
   * When the account last changed
   */
  updated_at: Generated<Timestamp>;
}

export interface StaffVerifications {
  /**
   * When it was made
   */
  created_at: Generated<Timestamp>;
  /**
   * The proof is void from this instant on
   */
  expires_at: Timestamp;
  /**
   * Opaque id
   */
  id: string;
  /**
   * What is being proved
   */
  identifier: string;
  /**
   * When it last changed
   */
  updated_at: Generated<Timestamp>;
  /**
   * The proof
   */
  value: string;
}

export interface StageChanges {
  /**
   * Bucket of the member
   */
  bucket: number;
  /**
   * Belongs to a member of the demo
   */
  demo: Generated<boolean>;
  /**
   * Stage before; null = the first
   */
  from_stage: string | null;
  /**
   * UUIDv7
   */
  id: string;
  /**
   * Whose stage changed
   */
  member_id: string;
  /**
   * When it was written
   */
  recorded_at: Generated<Timestamp>;
  /**
   * When the stage began, as the account knows it
   */
  since: Timestamp;
  /**
   * Stage from then on
   */
  to_stage: string;
  /**
   * Transaction that wrote the row, for the lens
   */
  txid: Generated<number>;
}

export interface Stores {
  /**
   * City, for grouping in reports
   */
  city: string | null;
  /**
   * Last business day, null while open
   */
  closed_on: string | null;
  /**
   * When the row was made
   */
  created_at: Generated<Timestamp>;
  /**
   * Made by the demo; removed with it
   */
  demo: Generated<boolean>;
  /**
   * Readable id such as sto_main
   */
  id: string;
  /**
   * Degrees north, for distance conditions
   */
  latitude: number | null;
  /**
   * Degrees east, for distance conditions
   */
  longitude: number | null;
  /**
   * Name staff and members read
   */
  name: string;
  /**
   * First business day
   */
  opened_on: string | null;
  /**
   * IANA time zone when it differs from the programme's
   */
  zone: string | null;
}

export interface TierChanges {
  /**
   * Of the member
   */
  bucket: number;
  /**
   * Made by the demo
   */
  demo: Generated<boolean>;
  /**
   * The metric seen and the threshold that decided
   */
  explanation: unknown;
  /**
   * The fact
   */
  fact_id: string;
  /**
   * What kind of fact made it, as in entries; enrol for the first
   */
  fact_kind: string;
  /**
   * null when the member had none
   */
  from_tier: string | null;
  /**
   * UUIDv7
   */
  id: string;
  /**
   * Ladder of the programme
   */
  ladder: string;
  /**
   * The member
   */
  member_id: string;
  /**
   * Version that decided
   */
  programme_version: number;
  /**
   * enrolled, upgraded, downgraded, refund, renewed, granted or grant_ended
   */
  reason: string;
  /**
   * When it was booked
   */
  recorded_at: Timestamp;
  /**
   * When it took effect
   */
  since: Timestamp;
  /**
   * The tier from then on
   */
  to_tier: string;
  /**
   * Transaction that wrote the row, for the lens
   */
  txid: Generated<number>;
  /**
   * When it is looked at again
   */
  until: Timestamp | null;
}

export interface TierEvaluations {
  /**
   * Where it is: members are taken by bucket and id
   */
  at_bucket: Generated<number>;
  /**
   * The last member looked at
   */
  at_member: Generated<string>;
  /**
   * When it was asked for
   */
  created_at: Timestamp;
  /**
   * Actor
   */
  created_by: string;
  /**
   * Tiers lost at the end of a period
   */
  downgraded: Generated<number>;
  /**
   * Put on a ladder that was new
   */
  enrolled: Generated<number>;
  /**
   * Why it failed: a code
   */
  error: string | null;
  /**
   * Members that could not be settled; the log of the server says why
   */
  failed: Generated<number>;
  /**
   * When it ended, or was last added to
   */
  finished_at: Timestamp | null;
  /**
   * Given tiers that came to their end
   */
  grants_ended: Generated<number>;
  /**
   * UUIDv7; public form tev_<hex>
   */
  id: string;
  /**
   * Tiers renewed for another period
   */
  kept: Generated<number>;
  /**
   * all = a run over every member; due = members for whom time had done something, one row a day
   */
  kind: string;
  /**
   * Members looked at so far
   */
  looked_at: Generated<number>;
  /**
   * How many there were at the start; null for due, or before it began
   */
  members: number | null;
  /**
   * Members told that a tier will end
   */
  notices: Generated<number>;
  /**
   * Local day of the programme; only for due
   */
  on_day: string | null;
  /**
   * In force when it was asked for; null for due
   */
  programme_version: number | null;
  /**
   * A new programme version, a request, or the schedule
   */
  reason: string;
  /**
   * When it began
   */
  started_at: Timestamp | null;
  /**
   * superseded = a newer version asked for a new run before this one ended
   */
  status: string;
  /**
   * Tiers raised
   */
  upgraded: Generated<number>;
}

export interface TierGrants {
  /**
   * Who did it
   */
  actor: string;
  /**
   * When it took effect
   */
  at: Timestamp;
  /**
   * Of the member
   */
  bucket: number;
  /**
   * SHA-256 of the content
   */
  content_hash: Buffer;
  /**
   * Made by the demo
   */
  demo: Generated<boolean>;
  /**
   * With source the business key, for ever
   */
  external_id: string | null;
  /**
   * UUIDv7; public form grt_<hex>
   */
  id: string;
  /**
   * How the member came by it
   */
  kind: string;
  /**
   * Ladder of the programme
   */
  ladder: string;
  /**
   * For life
   */
  lifetime: Generated<boolean>;
  /**
   * The member
   */
  member_id: string;
  /**
   * The tier offer it was redeemed from, whose price its spend entry paid; null = given without a price
   */
  offer: string | null;
  /**
   * The first answer: {entryIds, tierChanges, wallets}
   */
  outcome: unknown;
  /**
   * Version that decided
   */
  programme_version: number;
  /**
   * Why
   */
  reason: string;
  /**
   * When it was booked
   */
  recorded_at: Timestamp;
  /**
   * Where it comes from, when the caller gave a business key
   */
  source: string | null;
  /**
   * Tier given; null = the grant is taken back
   */
  tier: string | null;
  /**
   * Transaction that wrote the row, for the lens
   */
  txid: Generated<number>;
  /**
   * When it ends; null = until it is taken back
   */
  until: Timestamp | null;
}

export interface Transfers {
  /**
   * Who sent it
   */
  actor: string;
  /**
   * When it took effect
   */
  at: Timestamp;
  /**
   * Of the sender
   */
  bucket: number;
  /**
   * SHA-256 of the content
   */
  content_hash: Buffer;
  /**
   * Made by the demo
   */
  demo: Generated<boolean>;
  /**
   * With source the business key, for ever
   */
  external_id: string | null;
  /**
   * The order, spend or hold that a household's points were pulled for
   */
  for_fact_id: string | null;
  /**
   * UUIDv7; public form trf_<hex>
   */
  id: string;
  /**
   * The sender
   */
  member_id: string;
  /**
   * As told
   */
  note: string | null;
  /**
   * The first answer: {entryIds, tierChanges, wallets, counterpart: {entryIds, wallets}}
   */
  outcome: unknown;
  /**
   * Points moved
   */
  points: number;
  /**
   * Version that decided
   */
  programme_version: number;
  /**
   * member: a gift; household: pulled for a payment
   */
  reason: string;
  /**
   * When it was booked
   */
  recorded_at: Timestamp;
  /**
   * Where it comes from; null for a household's
   */
  source: string | null;
  /**
   * Of the recipient
   */
  to_bucket: number;
  /**
   * The recipient
   */
  to_member_id: string;
  /**
   * Transaction that wrote the row, for the lens
   */
  txid: Generated<number>;
  /**
   * Wallet of the programme
   */
  wallet: string;
}

export interface DB {
  acquisition_costs: AcquisitionCosts;
  adjustments: Adjustments;
  api_keys: ApiKeys;
  audit_log: AuditLog;
  breakage_curves: BreakageCurves;
  budgets: Budgets;
  dashboards: Dashboards;
  entries: Entries;
  events: Events;
  goals: Goals;
  holds: Holds;
  household_members: HouseholdMembers;
  households: Households;
  imports: Imports;
  integrity_runs: IntegrityRuns;
  "lens.entries": LensEntries;
  "lens.events": LensEvents;
  "lens.member_consents": LensMemberConsents;
  "lens.member_layers": LensMemberLayers;
  "lens.member_past_states": LensMemberPastStates;
  "lens.member_tiers": LensMemberTiers;
  "lens.members": LensMembers;
  "lens.orders": LensOrders;
  "lens.refunds": LensRefunds;
  "lens.stage_changes": LensStageChanges;
  "lens.stores": LensStores;
  "lens.tier_changes": LensTierChanges;
  liability_days: LiabilityDays;
  liability_mark: LiabilityMark;
  lots: Lots;
  member_accounts: MemberAccounts;
  member_consents: MemberConsents;
  member_identities: MemberIdentities;
  member_layers: MemberLayers;
  member_past_states: MemberPastStates;
  member_tiers: MemberTiers;
  members: Members;
  model_versions: ModelVersions;
  order_moves: OrderMoves;
  orders: Orders;
  outbox: Outbox;
  outbox_cursors: OutboxCursors;
  programme_draft: ProgrammeDraft;
  programme_versions: ProgrammeVersions;
  refunds: Refunds;
  regulars_migrations: RegularsMigrations;
  request_keys: RequestKeys;
  reversals: Reversals;
  saved_reports: SavedReports;
  score_history: ScoreHistory;
  score_runs: ScoreRuns;
  settings: Settings;
  simulation_members: SimulationMembers;
  simulation_parts: SimulationParts;
  simulations: Simulations;
  spends: Spends;
  staff_accounts: StaffAccounts;
  staff_invitations: StaffInvitations;
  staff_rate_limits: StaffRateLimits;
  staff_sessions: StaffSessions;
  staff_users: StaffUsers;
  staff_verifications: StaffVerifications;
  stage_changes: StageChanges;
  stores: Stores;
  tier_changes: TierChanges;
  tier_evaluations: TierEvaluations;
  tier_grants: TierGrants;
  transfers: Transfers;
}
