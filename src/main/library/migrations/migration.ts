/** One step of the schema. A released one is never changed: a change is the next number. */
export interface Migration {
  /** 1 and up, without holes; `user_version` after it. */
  version: number;
  name: string;
  /** Each runs once, in order, all in one transaction. */
  statements: readonly string[];
}
