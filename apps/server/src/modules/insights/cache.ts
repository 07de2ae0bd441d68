const kept = 50;

/** Remembers answers by key, newest first out last; callers of the same key at once share one computation. Failures are forgotten. */
export function createAnswerCache() {
  const answers = new Map<string, Promise<unknown>>();
  return {
    get<T>(key: string, compute: () => Promise<T>): Promise<T> {
      const known = answers.get(key);
      if (known) return known as Promise<T>;
      const answer = compute();
      answers.set(key, answer);
      answer.catch(() => answers.delete(key));
      for (const oldest of answers.keys()) {
        if (answers.size <= kept) break;
        answers.delete(oldest);
      }
      return answer;
    },
  };
}
