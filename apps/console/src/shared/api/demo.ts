import { answer, client } from "./http.ts";

export const demo = {
  read: () => answer(client.GET("/v1/demo")),
  remove: () => answer(client.DELETE("/v1/demo")),
};
