import { AppError, databaseErrorOf } from "../../platform/errors.ts";

const activationConstraints = new Set(["programme_versions_one_activating", "programme_versions_pkey"]);

/** Runs a command and turns the collision of two publications into its refusal. */
export async function refusingCollisions<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (error) {
    const { constraint } = databaseErrorOf(error);
    if (constraint && activationConstraints.has(constraint)) throw new AppError("programme.activation_running");
    throw error;
  }
}
