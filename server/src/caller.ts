/** What is asked of a request beside its body, whatever brought it: Hono's context is one. */
export interface Caller {
  readonly req: {
    /** A header of the request; several of one name are one, joined by commas. */
    header(name: string): string | undefined;
  };
  /** What the runtime hands over with a request: Node's own, where it is Node. */
  readonly env: unknown;
}
