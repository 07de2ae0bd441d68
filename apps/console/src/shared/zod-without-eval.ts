import { config } from "zod/v4/core";

// Zod tries to compile code when the first object schema is made. The console's content policy forbids that, and the
// browser reports each try as an error; so it must not try. Has to run before any schema is made.
config({ jitless: true });
