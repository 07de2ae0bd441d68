export const programme = {
  "console.programme.title": "Tiers and earning rules",
  "console.programme.versions": "Versions",
};
