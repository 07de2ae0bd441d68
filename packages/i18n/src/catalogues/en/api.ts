/** Words the server uses in answers and logs. */
export const api = {
  "api.actor.system": "Regulars",
  "api.actor.demo": "Demo data",
};
