-- Like every other fact, an adjustment keeps its first answer for those who tell it twice.

alter table adjustments add column outcome json;
comment on column adjustments.outcome is 'The first answer: {entryIds, tierChanges, wallets}; null = booked before answers were kept';
