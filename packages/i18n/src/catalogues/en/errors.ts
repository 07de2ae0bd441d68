/** Title: what happened. Detail: the same in a sentence, with the next step. Keys are the registered error codes. */
export const errors = {
  "request.malformed": {
    title: "The request could not be read",
    detail: "The body is not valid JSON or the form is damaged. Check it and send it again.",
  },
  "request.invalid": {
    title: "Some values are not valid",
    detail: "Correct the values named in `errors` and send the request again.",
  },
  "id.malformed": {
    title: "That is not an id",
    detail: "The id does not have the form that Regulars gives out. Copy it again from the earlier answer.",
  },
  "cursor.malformed": {
    title: "The page mark is not valid",
    detail: "The cursor was not given out by this list. Start again from the first page.",
  },
  "auth.required": { title: "Sign in first", detail: "Sign in, or send a valid API key as a bearer token." },
  "auth.forbidden": {
    title: "You may not do this",
    detail: "Your role or key lacks the permission. Ask an owner to grant it.",
  },
  "auth.cross_site": {
    title: "Refused: the request came from another site",
    detail: "Open the console at its own address and try again.",
  },
  not_found: { title: "Not found", detail: "It does not exist, or you may not see it." },
  "request.method_not_allowed": {
    title: "This address does not take that method",
    detail: "See /docs for the methods that each address takes.",
  },
  "idempotency.key_reused": {
    title: "The Idempotency-Key was used for another request",
    detail: "Send each different request with a key of its own.",
  },
  "idempotency.in_progress": {
    title: "The same request is still being worked on",
    detail: "Wait a moment and send it again with the same key.",
  },
  "staff.email_taken": {
    title: "This e-mail already has an account",
    detail: "Use another address, or change the existing account.",
  },
  "request.too_large": {
    title: "The request is too large",
    detail: "Send less at a time; large files go in through an import.",
  },
  "request.unsupported_media_type": {
    title: "This kind of content is not taken here",
    detail: "Send JSON, or a multipart form where the documentation says so.",
  },
  "setup.link_invalid": {
    title: "The link is no longer valid",
    detail:
      "It was used already or has expired. Ask an owner for a new one; for the first owner, restart the server to get a new link.",
  },
  "staff.last_owner": { title: "The last owner stays", detail: "Make somebody else an owner first." },
  "staff.own_role": { title: "You cannot change your own role", detail: "Ask another owner to do it." },
  "request.rate_limited": { title: "Too many attempts", detail: "Wait a moment and try again." },
  "server.internal": {
    title: "Something went wrong on the server",
    detail: "Nothing was changed. Try again; if it happens again, give the request id to whoever runs the server.",
  },
  "lens.unavailable": {
    title: "Reports are being prepared",
    detail: "The figures are being copied or recalculated. Try again in a few seconds; the till is not affected.",
  },
  "server.starting": { title: "The server is still starting", detail: "Try again in a few seconds." },
  "server.draining": { title: "The server is stopping", detail: "Try again once it is back." },
  "member.identity_taken": {
    title: "Already in use by another member",
    detail:
      "This {kind, select, phone {phone number} email {e-mail} card {card number} external {external id} other {identity}} belongs to another member. Search for it, or use another one.",
  },
  "fact.duplicate_with_different_content": {
    title: "This receipt was recorded before with other content",
    detail:
      "The same source and number exist with different content. Correct the number, or record a refund and a new order.",
  },
  "points.insufficient_balance": {
    title: "Not enough points",
    detail: "The member has fewer points available than this needs.",
  },
  "member.ambiguous": {
    title: "Several members fit",
    detail: "Search by one particular thing: the phone number, the card or the member number.",
  },
  "member.closed": {
    title: "This member is no longer open to changes",
    detail: "The member was merged or erased. Open the member it was merged into.",
  },
  "member.identity_invalid": {
    title:
      "Not a valid {kind, select, phone {phone number} email {e-mail address} card {card number} external {external id} other {identity}}",
    detail: "Check it for missing or extra characters. Phone numbers from abroad begin with + and the country code.",
  },
  "member.code_expired": { title: "The member code has expired", detail: "Ask the member to show a fresh code." },
  "member.date_in_future": {
    title: "A date lies in the future",
    detail: "{field, select, birthday {The birthday} other {The day of joining}} cannot lie in the future. Correct it.",
  },
  "programme.invalid": {
    title: "The programme is not complete or contradicts itself",
    detail: "Correct what is named in `errors` and publish again.",
  },
  "programme.draft_changed": {
    title: "Somebody else has changed the draft",
    detail: "Load the draft again, then make your change.",
  },
  "programme.draft_unchanged": {
    title: "There is nothing to publish",
    detail: "The draft is the same as the published programme.",
  },
  "programme.format_unknown": {
    title: "The file is of a later format than this program knows",
    detail: "Its format version is {formatVersion}. Update the program, then import it.",
  },
  "programme.not_scheduled": {
    title: "The version is not waiting for its day",
    detail: "Only a version whose time has not come can be cancelled.",
  },
  "programme.activation_running": {
    title: "Another version is just coming into force",
    detail: "Wait until it is in force, then publish again.",
  },
  "store.id_taken": { title: "A store with this id exists", detail: "Choose another id." },
  "report.span_invalid": {
    title: "The report would cover no days, or too many",
    detail: "Choose an end after the beginning, and at most a hundred years.",
  },
  "household.already_member": {
    title: "The member belongs to a household already",
    detail: "They leave that household first.",
  },
  "household.full": { title: "The household is full", detail: "A household has at most {most} members." },
  "household.not_member": {
    title: "The member does not belong to this household",
    detail: "Choose one of its members.",
  },
  "store.dates_invalid": { title: "The store would close before it opens", detail: "Correct the dates." },
  "member.not_found": {
    title: "There is no such member",
    detail: "Check the id, phone or card, or create the member first.",
  },
  "member.not_active": {
    title: "The member's account is not active",
    detail: "It is frozen or closed, so it earns and spends no points. Set it active first.",
  },
  "order.not_found": {
    title: "There is no such order",
    detail: "Check the order's id or its source and receipt number.",
  },
  "order.already_claimed": {
    title: "The order belongs to another member",
    detail: "An order is claimed once. Refund it and record it again if it was claimed by mistake.",
  },
  "order.currency_not_in_programme": {
    title: "The programme does not use this currency",
    detail: "The order is in {currency}; the programme counts in {expected}. Send the order in {expected}.",
  },
  "order.duplicate_line": {
    title: "A line number occurs twice",
    detail: "Line {lineNo} occurs more than once. Number the lines from 1.",
  },
  "order.invalid_line": {
    title: "A line of the order is not valid",
    detail:
      "Line {lineNo}: correct its {field, select, quantity {quantity} unitPrice {price} discount {discount} other {values}}.",
  },
  "order.invalid_tender": {
    title: "A means of payment is not valid",
    detail: "{kind}: {amount} is no amount. Send whole minor units, zero or more.",
  },
  "order.nothing_left": { title: "Nothing of this order is left", detail: "It has been refunded completely." },
  "order.placed_in_future": {
    title: "The order lies in the future",
    detail: "It is dated {placedAt}. Check the clock of the till and its time zone.",
  },
  "order.store_unknown": {
    title: "There is no such store",
    detail: "{storeId} is not known. Create the store first, or correct its id.",
  },
  "amount.too_large": {
    title: "The amount is too large",
    detail: "The sum is beyond what can be counted exactly. Check quantities and prices.",
  },
  "coupon.not_applicable": {
    title: "The coupon cannot be used here",
    detail: "Take the coupon off the order and try again.",
  },
  "hold.not_found": {
    title: "There is no such hold",
    detail: "Check the id; it is the one that was given out when the hold was made.",
  },
  "hold.not_yours": {
    title: "The hold belongs to another member",
    detail: "Use holds of the member who pays, or name the member the hold was made for.",
  },
  "event.reserved_type": {
    title: "This type of event is reserved",
    detail: "Regulars makes {type} events itself. Choose another type.",
  },
  "event.in_future": {
    title: "The event lies in the future",
    detail: "Check the clock of the sender: an event cannot happen after today.",
  },
  "entry.not_found": {
    title: "There is no such entry",
    detail: "Check the id; take it from the list of entries.",
  },
  "entry.already_reversed": {
    title: "The entry was taken back already",
    detail: "An entry is taken back once. See the reversal in the list of entries.",
  },
  "points.transfer_to_self": {
    title: "Points cannot be given to oneself",
    detail: "Name another member as the recipient.",
  },
  "entry.belongs_to_grant": {
    title: "The entry paid for a tier",
    detail: "Take the tier back instead; give the points or the voucher again by hand where that is owed.",
  },
  "entry.belongs_to_order": {
    title: "The entry belongs to an order",
    detail: "What an order earned or used is taken back by a refund of the order.",
  },
  "entry.not_reversible": {
    title: "This entry cannot be taken back",
    detail:
      "Only credits and debits that stand by themselves can: no reversal, expiry or hold, and no gift whose points have expired.",
  },
  "hold.exceeded": {
    title: "More points than the hold keeps",
    detail: "The hold keeps {held}. Commit no more than that.",
  },
  "hold.expires_too_early": {
    title: "The hold would be over at once",
    detail: "Choose an end that lies after the moment of the hold.",
  },
  "points.below_minimum": {
    title: "Too few points",
    detail: "The programme asks for at least {minimum} at a time.",
  },
  "points.not_in_steps": {
    title: "Points go in steps here",
    detail: "Use a multiple of {step}.",
  },
  "points.not_pooled": {
    title: "These points are not shared in a household",
    detail: "The programme keeps each member's points of this wallet apart.",
  },
  "points.not_transferable": {
    title: "These points cannot be given away",
    detail: "The programme does not allow transfers between members for this wallet.",
  },
  "points.transfer_limit": {
    title: "More than may be given in one day",
    detail: "{left} more can be given today. Give fewer, or wait until tomorrow.",
  },
  "hold.not_open": {
    title: "The hold is no longer open",
    detail: "It was committed, released or has timed out. Make a new one.",
  },
  "points.exceeds_order": {
    title: "More points than the order costs",
    detail: "Use fewer points: they are worth more than what is left to pay.",
  },
  "points.exceeds_share": {
    title: "More points than may pay for one order",
    detail: "The programme limits the share of an order that points can pay. Use fewer points.",
  },
  "points.expired_before_given": {
    title: "The points would have expired already",
    detail: "Choose a later expiry date.",
  },
  "points.invalid_amount": {
    title: "That is not a number of points",
    detail: "Points are whole numbers and not zero.",
  },
  "points.member_required": {
    title: "Points need a member",
    detail: "A guest order cannot be paid with points. Identify the member first.",
  },
  "points.not_redeemable": {
    title: "These points cannot pay",
    detail: "The programme states no value at the till for this wallet.",
  },
  "points.too_few": {
    title: "Too few points to be worth anything",
    detail: "Use more points, so that they are worth at least the smallest coin.",
  },
  "points.unknown_wallet": {
    title: "The programme has no such wallet",
    detail: "There is no wallet {wallet}. See the programme for the wallets it has.",
  },
  "refund.before_order": { title: "The refund is dated before its order", detail: "Correct the date of the refund." },
  "refund.exceeds_order": {
    title: "More is given back than is left",
    detail: "Give back no more than what is left of the order.",
  },
  "refund.invalid_amount": {
    title: "The amount to give back is not valid",
    detail: "It has to be more than zero and no more than what is left.",
  },
  "refund.invalid_quantity": {
    title: "The quantity to give back is not valid",
    detail: "Line {lineNo}: the quantity has to be at least one and no more than what is left.",
  },
  "refund.lines_or_amount": { title: "Give lines or an amount, not both", detail: "Leave one of the two away." },
  "refund.nothing_to_refund": { title: "There is nothing to give back", detail: "The order has no amount left." },
  "refund.unknown_line": {
    title: "The order has no such line",
    detail: "Line {lineNo} does not exist. See the order for its lines.",
  },
  "tier.already_there": {
    title: "The member has this tier or a higher one",
    detail: "`{current}` is in force; `{tier}` would give nothing more, so nothing was used up.",
  },
  "tier.has_longer_grant": {
    title: "The member was given a tier that lasts longer",
    detail: "`{current}` was given for longer than `{tier}` would last and would be lost, so nothing was used up.",
  },
  "tier.offer_used": {
    title: "The offer was used already in this period",
    detail: "Each member may use the tier offer `{offer}` once in its period.",
  },
  "tier.unknown_offer": {
    title: "The programme has no such tier offer",
    detail: "There is no tier offer `{offer}` in the version in force.",
  },
  "tier.grant_expired": {
    title: "The tier would be over before it begins",
    detail: "Name an end that lies ahead, or none.",
  },
  "tier.no_next": {
    title: "There is no next tier to earn",
    detail: "`{tier}` is the highest tier that can be earned on this ladder.",
  },
  "tier.not_ranked": {
    title: "Members of this ladder cannot be ranked",
    detail:
      "Only ladders that count orders can be, not by points, events, conditions or since the tier began: `{ladder}`.",
  },
  "tier.unknown_ladder": {
    title: "The programme has no such ladder",
    detail: "There is no ladder `{ladder}` in the version in force.",
  },
  "tier.unknown_tier": {
    title: "The ladder has no such tier",
    detail: "There is no tier `{tier}` on the ladder `{ladder}`.",
  },
  "import.file_missing": { title: "There is no file in the form", detail: "Add the CSV as the part called `file`." },
  "import.file_refused": { title: "The file cannot be taken in", detail: "{reason}" },
  "import.not_running": {
    title: "The import is not running",
    detail: "It has ended already; there is nothing to stop.",
  },
  "import.not_stopped": {
    title: "The import was not stopped",
    detail: "Only an import that was cancelled or failed can be resumed.",
  },
  "simulation.not_running": {
    title: "The simulation is not running",
    detail: "It has ended already; there is nothing to stop.",
  },
  "simulation.not_stopped": {
    title: "The simulation was not stopped",
    detail: "Only a simulation that was cancelled or failed can be resumed.",
  },
  "simulation.not_finished": {
    title: "The simulation is not finished",
    detail: "There is a result once it is.",
  },
  "simulation.under_way": { title: "The simulation is under way", detail: "Stop it before you delete it." },
  "simulation.span_invalid": {
    title: "The span of the simulation is not valid",
    detail: "It has to end after it begins, and no later than now.",
  },
  "condition.invalid": {
    title: "The condition is not valid",
    detail: "Problems in the condition: {count}.",
  },
  "scores.running": { title: "Scoring is under way", detail: "Wait until it has ended; its progress is shown." },
  "scores.not_running": { title: "This scoring has ended", detail: "There is nothing to stop." },
  "goal.changed": { title: "The goal was changed meanwhile", detail: "Load it again and repeat your change." },
  "goal.metric_unknown": { title: "There is no such metric", detail: "Choose one of the metrics listed." },
  "saved_report.changed": {
    title: "The report was changed meanwhile",
    detail: "Load it again and repeat your change.",
  },
  "saved_report.in_use": {
    title: "The report is on a dashboard",
    detail: "Take it off these dashboards first: {dashboards}.",
  },
  "dashboard.changed": {
    title: "The dashboard was changed meanwhile",
    detail: "Load it again and repeat your change.",
  },
  "cost.changed": { title: "The cost was changed meanwhile", detail: "Load it again and repeat your change." },
  "simulation.segment_invalid": {
    title: "The condition for members is not valid",
    detail: "Problems in the condition: {count}.",
  },
  "demo.not_there": { title: "There is no demo data", detail: "Nothing needs to be removed." },
};
